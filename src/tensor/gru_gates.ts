import type { Operations } from "./operations.ts";

/** One value for each gate, in the order reset, update, candidate. */
export type Gates<T> = readonly [T, T, T];

/** Cuts an axis of `3H` into the three gates. */
export function splitGates<T>(
  on: Operations<T>,
  weights: T,
  axis: number,
): Gates<T> {
  return on.splitEqually(weights, 3, axis) as unknown as Gates<T>;
}
