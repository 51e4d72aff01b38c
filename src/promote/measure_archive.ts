import type { Archive } from "../archive/load_archive.ts";
import { selectSessions } from "../features/select_sessions.ts";
import { type Sequences, sessionCount } from "../features/sequences.ts";
import { OnnxScorer } from "../serve/onnx_scorer.ts";

/** What it costs to serve a model. */
export interface ServingCost {
  /** Median time of scoring one session, ms. */
  readonly medianMs: number;
  /** Time that 99 of 100 sessions take at most, ms. */
  readonly p99Ms: number;
  /** Of the archive, in millions of bytes. */
  readonly megabytes: number;
}

/** Sessions that are scored to measure, and those before them to warm up. */
const MEASURED = 200;
const WARM_UP = 20;
const LISTED = 20;

/**
 * Scores sessions with an archive as the server does, one after the other.
 *
 * @param sessions Encoded by the archive's vocabularies.
 */
export async function measureArchive(
  archive: Archive,
  sessions: Sequences,
): Promise<ServingCost> {
  const scorer = await OnnxScorer.open(archive);
  try {
    const times: number[] = [];
    const count = sessionCount(sessions);
    for (let round = 0; round < WARM_UP + MEASURED; round++) {
      const session = selectSessions(sessions, [round % count]);
      const startedAtMs = performance.now();
      await scorer.score(session, { k: LISTED });
      if (round >= WARM_UP) times.push(performance.now() - startedAtMs);
    }
    times.sort((a, b) => a - b);
    return {
      medianMs: times[Math.floor(MEASURED / 2)]!,
      p99Ms: times[Math.ceil(0.99 * MEASURED) - 1]!,
      megabytes: archive.byteLength / 1e6,
    };
  } finally {
    await scorer.close();
  }
}
