import { FIRST_INDEX } from "../features/sequences.ts";

/** An item of a live session, as the search for its neighbours sees it. */
export interface WeightedItem {
  /** Item index. */
  readonly item: number;
  /** What sharing the item adds to the similarity of two sessions. */
  readonly weight: number;
  /** How far back the item's last event lies: 1 is the session's last event. */
  readonly step: number;
}

/**
 * The items of a live session, each at its last event, the most recent first.
 * OOV items are left out.
 *
 * @param weigh Weight of an event by its step.
 */
export function weighItems(
  prefix: Int32Array,
  weigh: (step: number) => number,
): WeightedItem[] {
  const items: WeightedItem[] = [];
  const seen = new Set<number>();
  for (let step = 1; step <= prefix.length; step++) {
    const item = prefix[prefix.length - step]!;
    if (item < FIRST_INDEX || seen.has(item)) continue;
    seen.add(item);
    items.push({ item, weight: weigh(step), step });
  }
  return items;
}
