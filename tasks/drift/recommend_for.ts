import type { DriftSample } from "../../src/drift/drift_sample.ts";
import { plainSessions } from "../../src/drift/plain_sessions.ts";
import type { Recommended } from "../../src/drift/recommended.ts";
import { encodeSession } from "../../src/features/encode_session.ts";
import { FIRST_INDEX } from "../../src/features/sequences.ts";
import { seededPrng } from "../../src/random.ts";
import { openArchive } from "../../src/serve/open_archive.ts";
import type { ServedArchive } from "../../src/serve/served_archive.ts";

export interface RecommendForOptions {
  /** Of the model. */
  readonly archive: string;
  /** Most sessions of each sample. */
  readonly sessions: number;
  /** Length of the lists. */
  readonly k: number;
  readonly seed: number;
}

/** What a model recommends for as many sessions of each sample, as it serves. */
export async function recommendFor(
  samples: readonly [DriftSample, DriftSample],
  { archive: path, sessions, k, seed }: RecommendForOptions,
): Promise<[Recommended, Recommended]> {
  const archive = await openArchive(path, { url: path });
  const scorer = await archive.openScorer({ onBatch: () => {} });
  try {
    const count = Math.min(
      sessions,
      ...samples.map(({ offsets }) => offsets.length - 1),
    );
    const [reference, current] = samples.map((sample, at) =>
      plainSessions(sample, { count, prng: seededPrng(seed, at) })
    );
    const ask = (of: typeof reference) =>
      recommend(of!, { features: archive.features, scorer, k });
    return [await ask(reference), await ask(current)];
  } finally {
    await scorer.close();
  }
}

interface Model extends Pick<ServedArchive, "features"> {
  readonly scorer: Awaited<ReturnType<ServedArchive["openScorer"]>>;
  readonly k: number;
}

async function recommend(
  sessions: ReturnType<typeof plainSessions>,
  { features, scorer, k }: Model,
): Promise<Recommended> {
  const length = Math.min(k, features.item.values.length);
  const lists = await Promise.all(
    sessions.map((events) =>
      scorer.score(encodeSession(features, events), { k: length })
    ),
  );
  return {
    offsets: Int32Array.from(
      { length: lists.length + 1 },
      (_, at) => at * length,
    ),
    items: Int32Array.from(
      lists.flatMap(({ items }) => Array.from(items)),
      (item) => item - FIRST_INDEX,
    ),
    best: Float64Array.from(lists, ({ probabilities }) => probabilities[0]!),
    catalogue: features.item.values,
  };
}
