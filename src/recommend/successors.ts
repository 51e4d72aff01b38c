import {
  FIRST_INDEX,
  type Sequences,
  sessionCount,
} from "../features/sequences.ts";
import { SparseScores } from "./sparse_scores.ts";

/** Which items followed which in training, and how often. */
export interface Successors {
  /** Item `i` has the successors `offsets[i]` up to `offsets[i + 1]`: `[itemCount + 3]`. */
  readonly offsets: Int32Array;
  /** Successors, the most frequent first, among equals the first to follow. */
  readonly items: Int32Array;
  /** How often each followed. */
  readonly counts: Int32Array;
}

/** Options of {@link countSuccessors}. */
export interface SuccessorOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
  /** Successors kept of each item. */
  readonly limit: number;
}

/**
 * Counts the direct successors of every item: all pairs of neighbouring events
 * of a session, an item followed by itself among them. Pairs with an OOV item
 * are passed over.
 *
 * Where equal counts straddle the limit, those that came first in training
 * stay.
 */
export function countSuccessors(
  train: Sequences,
  { itemCount, limit }: SuccessorOptions,
): Successors {
  const size = FIRST_INDEX + itemCount;
  const pairs = groupPairs(train, size);
  const offsets = new Int32Array(size + 1);
  const items: number[] = [];
  const counts: number[] = [];
  const tally = new SparseScores(size);
  for (let item = 0; item < size; item++) {
    tally.clear();
    for (let at = pairs.offsets[item]!; at < pairs.offsets[item + 1]!; at++) {
      tally.add(pairs.followers[at]!, 1);
    }
    const { values } = tally;
    const kept = tally.items
      .sort((a, b) => values[b]! - values[a]!)
      .subarray(0, limit);
    for (const follower of kept) {
      items.push(follower);
      counts.push(values[follower]!);
    }
    offsets[item + 1] = items.length;
  }
  return {
    offsets,
    items: Int32Array.from(items),
    counts: Int32Array.from(counts),
  };
}

/** The followers of item `i`: `offsets[i]` up to `offsets[i + 1]`. */
interface Pairs {
  readonly offsets: Int32Array;
  readonly followers: Int32Array;
}

/** Sorts all neighbouring pairs by their first item (a counting sort). */
function groupPairs(train: Sequences, size: number): Pairs {
  const offsets = new Int32Array(size + 1);
  forEachPair(train, (item) => offsets[item + 1]!++);
  for (let item = 0; item < size; item++) offsets[item + 1]! += offsets[item]!;
  const followers = new Int32Array(offsets[size]!);
  const next = offsets.slice();
  forEachPair(train, (item, follower) => {
    followers[next[item]!++] = follower;
  });
  return { offsets, followers };
}

function forEachPair(
  train: Sequences,
  visit: (item: number, follower: number) => void,
): void {
  const { offsets, items } = train;
  for (let session = 0; session < sessionCount(train); session++) {
    const end = offsets[session + 1]!;
    for (let event = offsets[session]! + 1; event < end; event++) {
      const item = items[event - 1]!;
      const follower = items[event]!;
      if (item >= FIRST_INDEX && follower >= FIRST_INDEX) visit(item, follower);
    }
  }
}
