import assert from "node:assert/strict";
import { pairedBootstrap } from "../../src/evaluate/paired_bootstrap.ts";
import { drawNormal, seededPrng } from "../../src/random.ts";

const SESSIONS = Int32Array.from({ length: 500 }, (_, n) => n);
const prng = seededPrng(5);
const FIRST = Float64Array.from({ length: 500 }, () => drawNormal(prng));

Deno.test("pairedBootstrap() sees a small difference that all targets share", () => {
  const second = FIRST.map((gain) => gain - 0.01);
  const { difference, low, high, pValue } = pairedBootstrap(FIRST, second, {
    sessions: SESSIONS,
    seed: 1,
  });
  for (const value of [difference, low, high]) {
    assert.ok(Math.abs(value - 0.01) < 1e-9);
  }
  assert.equal(pValue, 2 / 1001);
});

Deno.test("pairedBootstrap() finds no difference where there is none", () => {
  const same = pairedBootstrap(FIRST, FIRST, { sessions: SESSIONS, seed: 1 });
  assert.deepEqual(same, { difference: 0, low: 0, high: 0, pValue: 1 });
  // Differences of alternate sign, that cancel.
  const second = FIRST.map((gain, n) => gain + (n % 2 === 0 ? 1 : -1));
  const { low, high, pValue } = pairedBootstrap(FIRST, second, {
    sessions: SESSIONS,
    seed: 1,
  });
  assert.ok(low < 0 && high > 0);
  assert.ok(pValue > 0.5);
});

Deno.test("pairedBootstrap() is the mirror image with its sides exchanged", () => {
  const second = FIRST.map((gain, n) => gain + Math.sin(n));
  const options = { sessions: SESSIONS, seed: 1 };
  const ahead = pairedBootstrap(FIRST, second, options);
  const behind = pairedBootstrap(second, FIRST, options);
  assert.ok(Math.abs(ahead.low + behind.high) < 1e-12);
  assert.equal(ahead.pValue, behind.pValue);
});

Deno.test("pairedBootstrap() wants the same targets", () => {
  assert.throws(
    () =>
      pairedBootstrap(FIRST, FIRST.slice(1), { sessions: SESSIONS, seed: 1 }),
    {
      name: "RangeError",
      message:
        "Cannot compare: the same targets are wanted, current lengths are 500 and 499",
    },
  );
});
