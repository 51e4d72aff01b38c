import type { Operations } from "./operations.ts";

/** One value for each gate, in the order reset, update, candidate. */
export type Gates<T> = readonly [T, T, T];

/** Cuts an axis of `3H` into the three gates. */
export function splitGates<T>(
  on: Operations<T>,
  weights: T,
  { H, axis }: { H: number; axis: number },
): Gates<T> {
  return on.split(weights, [H, H, H], axis) as unknown as Gates<T>;
}
