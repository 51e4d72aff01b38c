import { selectSessions } from "../features/select_sessions.ts";
import type { Sequences } from "../features/sequences.ts";

/**
 * Only what is to be predicted of some items, and only the sessions in which
 * there is anything.
 *
 * @param isWanted By item index: `[V]`, 1 for the items that are.
 */
export function onlyTargets(
  sequences: Sequences,
  isWanted: Uint8Array,
): Sequences {
  const { offsets, items } = sequences;
  const targets = sequences.targets.map((target, event) =>
    target & isWanted[items[event]!]!
  );
  const sessions = [...offsets.subarray(1).keys()].filter((session) =>
    targets.subarray(offsets[session], offsets[session + 1]).includes(1)
  );
  return selectSessions({ ...sequences, targets }, sessions);
}
