import { float64Column } from "./columns.ts";
import { FrameReleaser } from "./frame_releaser.ts";
import { splitChunks } from "./split_chunks.ts";

/** From when to when events are, and how many. */
export interface SplitPeriod {
  /** Time of the first, ms since the epoch; Infinity where there is none. */
  readonly fromMs: number;
  /** Time of the last; −Infinity where there is none. */
  readonly toMs: number;
  /** How many events there are. */
  readonly events: number;
}

/**
 * The period of a split on disk, whatever its size.
 *
 * @param path A Parquet file, or a folder of parts.
 */
export async function splitPeriod(path: string): Promise<SplitPeriod> {
  let [fromMs, toMs, events] = [Infinity, -Infinity, 0];
  const releaser = new FrameReleaser();
  for (const frame of splitChunks(path, { columns: ["time"] })) {
    const times = float64Column(frame, "time");
    for (let at = 0; at < times.length; at++) {
      fromMs = Math.min(fromMs, times[at]!);
      toMs = Math.max(toMs, times[at]!);
    }
    events += times.length;
    await releaser.count(times.length);
  }
  return { fromMs, toMs, events };
}
