import { FIRST_INDEX, type Sequences } from "../features/sequences.ts";

/**
 * Counts the training events of each item: its popularity.
 *
 * @param itemCount Number of items in the catalogue, without padding and OOV.
 * @returns Events by item index: `[itemCount + 2]`. Padding and OOV count 0.
 */
export function itemSupport(train: Sequences, itemCount: number): Int32Array {
  const support = new Int32Array(FIRST_INDEX + itemCount);
  for (const item of train.items) {
    if (item >= FIRST_INDEX) support[item]!++;
  }
  return support;
}
