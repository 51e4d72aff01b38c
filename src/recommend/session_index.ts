import {
  FIRST_INDEX,
  type Sequences,
  sessionCount,
} from "../features/sequences.ts";
import { sessionItems } from "./session_items.ts";

/** Lists of integers end to end: list `i` is `offsets[i]` up to `offsets[i + 1]`. */
export interface Lists {
  /** Start of each list, and the end of the last. */
  readonly offsets: Int32Array;
  /** The lists, one after the other. */
  readonly values: Int32Array;
}

/** Which training sessions hold an item, and which items a session holds. */
export interface SessionIndex {
  /** Items of each session, each once. Sessions are numbered by age, oldest 0. */
  readonly itemsOf: Lists;
  /** Sessions of each item, by item index, oldest first. */
  readonly sessionsOf: Lists;
}

/**
 * Indexes the training sessions by item. A session is as old as its last event;
 * among equally old ones the order of the data counts. OOV items are left out.
 *
 * @param itemCount Number of items in the catalogue, without padding and OOV.
 */
export function indexSessions(
  train: Sequences,
  itemCount: number,
): SessionIndex {
  const itemsOf = distinctItems(train);
  return { itemsOf, sessionsOf: invert(itemsOf, FIRST_INDEX + itemCount) };
}

function distinctItems(train: Sequences): Lists {
  const { offsets: from, items, times } = train;
  const lastTime = (session: number) => times[from[session + 1]! - 1] ?? 0;
  const byAge = Int32Array.from({ length: sessionCount(train) }, (_, s) => s)
    .sort((a, b) => lastTime(a) - lastTime(b));
  const offsets = new Int32Array(byAge.length + 1);
  const values = new Int32Array(items.length);
  let length = 0;
  for (let at = 0; at < byAge.length; at++) {
    const session = byAge[at]!;
    for (const item of sessionItems(train, session)) {
      if (item >= FIRST_INDEX) values[length++] = item;
    }
    offsets[at + 1] = length;
  }
  return { offsets, values: values.slice(0, length) };
}

/** Lists by value the numbers of the lists that hold it (a counting sort). */
function invert(lists: Lists, size: number): Lists {
  const offsets = new Int32Array(size + 1);
  for (const value of lists.values) offsets[value + 1]!++;
  for (let value = 0; value < size; value++) {
    offsets[value + 1]! += offsets[value]!;
  }
  const values = new Int32Array(lists.values.length);
  const next = offsets.slice();
  for (let list = 0; list + 1 < lists.offsets.length; list++) {
    for (let at = lists.offsets[list]!; at < lists.offsets[list + 1]!; at++) {
      values[next[lists.values[at]!]!++] = list;
    }
  }
  return { offsets, values };
}
