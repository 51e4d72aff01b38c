import assert from "node:assert/strict";

export type Numbers = ArrayLike<number>;

export interface AssertCloseOptions {
  /** Share of the largest expected number (at least of 1) that may be off. */
  readonly tolerance: number;
  /** What is compared, for the message. */
  readonly what?: string | undefined;
}

/** Asserts that numbers are those expected, but for rounding. */
export function assertClose(
  actual: Numbers,
  expected: Numbers,
  { tolerance, what = "numbers" }: AssertCloseOptions,
): void {
  assert.equal(actual.length, expected.length, `${what}: length`);
  const scale = Math.max(1, ...Array.from(expected, Math.abs));
  for (let i = 0; i < expected.length; i++) {
    const error = Math.abs(actual[i]! - expected[i]!);
    assert.ok(
      error <= tolerance * scale,
      `${what}[${i}]: ${actual[i]} is off ${expected[i]} by ${error}`,
    );
  }
}
