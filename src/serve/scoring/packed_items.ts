import type { ScoredItems } from "../scorer.ts";

/** The items of many sessions in few arrays, which threads hand over cheaply. */
export interface PackedItems {
  /** How many items each session has. */
  readonly counts: Int32Array;
  /** Those of the first session, then those of the second, … */
  readonly items: Int32Array;
  /** Shares of the items, list by list. */
  readonly probabilities: Float32Array;
}

/**
 * Lays all answers one after the other, so that they move between threads at
 * once.
 */
export function packItems(answers: readonly ScoredItems[]): PackedItems {
  const counts = Int32Array.from(answers, ({ items }) => items.length);
  const total = counts.reduce((sum, count) => sum + count, 0);
  const items = new Int32Array(total);
  const probabilities = new Float32Array(total);
  let at = 0;
  for (const answer of answers) {
    items.set(answer.items, at);
    probabilities.set(answer.probabilities, at);
    at += answer.items.length;
  }
  return { counts, items, probabilities };
}

/** The answers that {@link packItems} has laid together. */
export function unpackItems(
  { counts, items, probabilities }: PackedItems,
): ScoredItems[] {
  let end = 0;
  return Array.from(counts, (count) => {
    const from = end;
    end += count;
    return {
      items: items.subarray(from, end),
      probabilities: probabilities.subarray(from, end),
    };
  });
}
