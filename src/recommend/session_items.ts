import type { Sequences } from "../features/sequences.ts";

/** The items that a session holds, each once, in the order of their first events. */
export function sessionItems(
  { offsets, items }: Sequences,
  session: number,
): Set<number> {
  return new Set(items.subarray(offsets[session]!, offsets[session + 1]!));
}
