import assert from "node:assert/strict";
import { numberByAppearance } from "../../src/prepare/number_by_appearance.ts";

Deno.test("numberByAppearance() tells values apart by all of their 64 bits", () => {
  const high = 2n ** 32n;
  const values = BigInt64Array.of(1n, high, 1n + high, 1n, -1n, high);
  assert.deepEqual(numberByAppearance(values), {
    codes: Int32Array.of(0, 1, 2, 0, 3, 1),
    firstRows: Uint32Array.of(0, 1, 2, 4),
  });
});

Deno.test("numberByAppearance() gives no number where there is no value", () => {
  const values = BigUint64Array.of(0n, 7n, 0n, 0n);
  assert.deepEqual(numberByAppearance(values, Uint8Array.of(1, 0, 0, 1)), {
    codes: Int32Array.of(-1, 0, 1, -1),
    firstRows: Uint32Array.of(1, 2),
  });
});
