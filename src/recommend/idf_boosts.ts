import type { SessionIndex } from "./session_index.ts";

/**
 * What votes for an item are multiplied by, so that rare items need fewer:
 * `1 + weight · ln(sessions / sessions that hold the item)` (Ludewig et al.,
 * "Empirical analysis of session-based recommendation algorithms", UMUAI 31,
 * 2021).
 *
 * @returns By item index: `[itemCount + 2]`; infinite where no session holds it.
 */
export function idfBoosts(
  { itemsOf, sessionsOf }: SessionIndex,
  weight: number,
): Float64Array {
  const sessions = itemsOf.offsets.length - 1;
  return Float64Array.from(
    sessionsOf.offsets.subarray(1),
    (end, item) =>
      1 + weight * Math.log(sessions / (end - sessionsOf.offsets[item]!)),
  );
}
