import type pl from "nodejs-polars";
import { codeCount, flagColumn, int32Column, keepRows } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/** Options of {@link minSupport}. */
export interface MinSupportOptions {
  /** Fewest events of an item. */
  readonly minItemSupport: number;
  /** Fewest events of a session. */
  readonly minSessionEvents: number;
  /** Whether a session that has lost its cart event at the end goes too. */
  readonly endAtCart: boolean;
}

/**
 * Drops rare items, then the sessions that this leaves too short, and again,
 * until every item and every session that is left has enough events.
 */
export function minSupport(
  frame: pl.DataFrame,
  options: MinSupportOptions,
): pl.DataFrame {
  const item = int32Column(frame, "item");
  const cart = flagColumn(frame, "cart");
  const offsets = sessionOffsets(frame);
  const keep = new Uint8Array(item.length).fill(1);
  let changed = true;
  while (changed) {
    const items = dropItems(keep, item, options.minItemSupport);
    const sessions = dropSessions(keep, { ...options, offsets, cart });
    changed = items || sessions;
  }
  return keepRows(frame, keep);
}

/** Whether any row was dropped. */
function dropItems(
  keep: Uint8Array,
  item: Int32Array,
  least: number,
): boolean {
  const support = new Int32Array(codeCount(item));
  for (let row = 0; row < item.length; row++) {
    support[item[row]!]! += keep[row]!;
  }
  let changed = false;
  for (let row = 0; row < item.length; row++) {
    if (keep[row] === 1 && support[item[row]!]! < least) {
      keep[row] = 0;
      changed = true;
    }
  }
  return changed;
}

/** Whether any row was dropped. */
function dropSessions(
  keep: Uint8Array,
  { offsets, cart, minSessionEvents, endAtCart }: MinSupportOptions & {
    offsets: Int32Array;
    cart: Uint8Array;
  },
): boolean {
  let changed = false;
  for (let s = 1; s < offsets.length; s++) {
    let events = 0;
    let isCart = false;
    for (let row = offsets[s - 1]!; row < offsets[s]!; row++) {
      if (keep[row] === 0) continue;
      events++;
      isCart = cart[row] === 1;
    }
    if (events === 0) continue;
    if (events >= minSessionEvents && (isCart || !endAtCart)) continue;
    keep.fill(0, offsets[s - 1]!, offsets[s]!);
    changed = true;
  }
  return changed;
}
