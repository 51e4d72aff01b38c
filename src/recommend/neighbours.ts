import type { Lists } from "./session_index.ts";
import type { WeightedItem } from "./weigh_items.ts";

/** A past session that shares items with a live one. */
export interface Neighbour {
  /** Number of the session. */
  readonly session: number;
  /** Sum of the weights of the shared items, times what the session is worth. */
  readonly similarity: number;
  /** Step of the most recent of the shared items. */
  readonly step: number;
}

/** Options of {@link findNeighbours}. */
export interface NeighboursOptions {
  /** Past sessions of each item, oldest first. */
  readonly sessionsOf: Lists;
  /** How many of the most recent sessions that share an item are looked at. */
  readonly sample: number;
  /** How many of those, the most similar, are neighbours. */
  readonly limit: number;
  /** What the similarity to each session is multiplied by. @default {1} */
  readonly worth?: Float64Array | undefined;
}

/**
 * Finds the past sessions most similar to a live one, of equally similar ones
 * the most recent. They come the most recent first.
 *
 * @param items The live session's items, each once, the most recent first.
 */
export function findNeighbours(
  items: readonly WeightedItem[],
  options: NeighboursOptions,
): Neighbour[] {
  const { limit } = options;
  const recent = mostRecent(items, options);
  if (recent.length <= limit) return recent;
  // Sorting bare numbers is several times faster than sorting the neighbours.
  const rising = new Float64Array(recent.length);
  for (let at = 0; at < recent.length; at++) {
    rising[at] = recent[at]!.similarity;
  }
  rising.sort();
  const least = rising[rising.length - limit]!;
  const above = rising.length - 1 - rising.lastIndexOf(least);
  let tied = limit - above;
  return recent.filter(({ similarity }) =>
    similarity > least || (similarity === least && tied-- > 0)
  );
}

/** Merges the items' lists of sessions from their recent ends. */
function mostRecent(
  items: readonly WeightedItem[],
  { sessionsOf, sample, worth }: NeighboursOptions,
): Neighbour[] {
  const { offsets, values } = sessionsOf;
  const starts = items.map(({ item }) => offsets[item]!);
  const heads = items.map(({ item }) => offsets[item + 1]! - 1);
  const sessions = items.map((_, at) =>
    heads[at]! < starts[at]! ? -1 : values[heads[at]!]!
  );
  const found: Neighbour[] = [];
  while (found.length < sample) {
    let session = -1;
    for (const it of sessions) if (it > session) session = it;
    if (session === -1) break;
    let similarity = 0;
    let step = 0;
    for (let at = 0; at < items.length; at++) {
      if (sessions[at] !== session) continue;
      similarity += items[at]!.weight;
      if (step === 0) step = items[at]!.step;
      const head = --heads[at]!;
      sessions[at] = head < starts[at]! ? -1 : values[head]!;
    }
    if (worth !== undefined) similarity *= worth[session]!;
    found.push({ session, similarity, step });
  }
  return found;
}
