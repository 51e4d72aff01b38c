import pl from "nodejs-polars";
import type { Events, EventSource } from "../events/event_source.ts";
import { requireEvents } from "../events/require_events.ts";
import { writeParts, type WritePartsOptions } from "../events/write_parts.ts";
import { releaseFrames } from "./release_frames.ts";

/** The events of a source, as Parquet. */
export interface WrittenSource {
  /** The parts, in order. */
  readonly files: readonly { readonly path: string; readonly rows: number }[];
  /** Some of the events, at least none: it has their columns. */
  readonly some: pl.DataFrame;
  /** Rows left out, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
}

/**
 * Writes the events of a source, in the canonical schema and in order, as
 * Parquet files of limited length. Where the source gives its events part by
 * part, memory holds no more of them than a file.
 *
 * @throws {InputError} for what is wrong with the source; also where it holds no
 * events.
 */
export async function writeSource(
  source: EventSource,
  { folder, rowsPerPart = 1_000_000 }: Omit<WritePartsOptions, "first">,
): Promise<WrittenSource> {
  const writer = new SourceWriter({ folder, rowsPerPart });
  if (source.parts === undefined) writer.add(await source.read(), 0);
  else await source.parts((part, at) => writer.add(part, at));
  return writer.end(source.name);
}

type Files = Required<Omit<WritePartsOptions, "first">>;

class SourceWriter {
  readonly #options: Files;
  #files: WrittenSource["files"][number][] = [];
  #dropped: Record<string, number> = {};
  /** What no file holds yet: fewer rows than a file. */
  #rest: pl.DataFrame | undefined;

  constructor(options: Files) {
    this.#options = options;
  }

  add({ frame, dropped }: Events, at: number): void {
    if (at === 0) this.#begin();
    for (const [reason, rows] of Object.entries(dropped)) {
      this.#dropped[reason] = (this.#dropped[reason] ?? 0) + rows;
    }
    const rest = this.#rest;
    const all = rest === undefined ? frame : pl.concat([rest, frame]);
    const { rowsPerPart } = this.#options;
    const whole = all.height - all.height % rowsPerPart;
    this.#write(all.head(whole));
    this.#rest = all.slice(whole, all.height - whole);
  }

  end(name: string): WrittenSource {
    const some = this.#rest!;
    this.#write(some);
    const dropped = this.#dropped;
    if (this.#files.length === 0) requireEvents({ frame: some, dropped }, name);
    return { files: this.#files, some, dropped };
  }

  /** What a source gave before it had to begin again counts no more. */
  #begin(): void {
    for (const { path } of this.#files) Deno.removeSync(path);
    this.#files = [];
    this.#dropped = {};
    this.#rest = undefined;
  }

  #write(frame: pl.DataFrame): void {
    if (frame.height === 0) return;
    const first = this.#files.length;
    this.#files.push(...writeParts(frame, { ...this.#options, first }));
    // It need not be waited for: the event loop turns as further rows come.
    void releaseFrames(frame.height);
  }
}
