import assert from "node:assert/strict";
import fc from "fast-check";
import { bootstrapInterval } from "../../src/evaluate/bootstrap.ts";
import { drawNormal, seededPrng } from "../../src/random.ts";

const ownSessions = (n: number) => Int32Array.from({ length: n }, (_, i) => i);

Deno.test("bootstrapInterval() is as wide as the normal interval of many values", () => {
  const prng = seededPrng(3);
  const values = Float64Array.from({ length: 2000 }, () => drawNormal(prng));
  const { mean, low, high } = bootstrapInterval(values, {
    sessions: ownSessions(2000),
    seed: 1,
  });
  const error = 1.96 / Math.sqrt(2000);
  assert.ok(Math.abs(mean - low - error) < 0.1 * error);
  assert.ok(Math.abs(high - mean - error) < 0.1 * error);
});

Deno.test("bootstrapInterval() draws sessions whole", () => {
  // 100 equal values a session: the interval is that of ten values, not 1,000.
  const sessions = Int32Array.from({ length: 1000 }, (_, n) => n % 10);
  const sorted = sessions.toSorted();
  const values = Float64Array.from(sorted, (session) => session % 2);
  const together = bootstrapInterval(values, { sessions: sorted, seed: 1 });
  assert.ok(together.high - together.low > 0.5);
});

Deno.test("bootstrapInterval() weighs a session by its number of values", () => {
  const { mean, resampled } = bootstrapInterval(Float64Array.of(0, 0, 0, 1), {
    sessions: Int32Array.of(0, 0, 0, 1),
    seed: 1,
  });
  assert.equal(mean, 1 / 4);
  assert.deepEqual(new Set(resampled), new Set([0, 1 / 4, 1]));
});

Deno.test("bootstrapInterval() holds the mean and stays within the values", () => {
  const gains = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
    minLength: 20,
    maxLength: 40,
  });
  fc.assert(
    fc.property(gains, fc.integer(), (list, seed) => {
      const values = Float64Array.from(list);
      const { mean, low, high } = bootstrapInterval(values, {
        sessions: ownSessions(list.length),
        seed,
        samples: 200,
        confidence: 1,
      });
      const epsilon = 1e-12;
      assert.ok(low <= mean + epsilon && mean - epsilon <= high);
      assert.ok(low >= Math.min(...list) - epsilon);
      assert.ok(high <= Math.max(...list) + epsilon);
    }),
    { numRuns: 30 },
  );
});

Deno.test("bootstrapInterval() gives the same for the same seed only", () => {
  const values = Float64Array.from({ length: 50 }, (_, n) => Math.sin(n));
  const options = { sessions: ownSessions(50), samples: 20 };
  const first = bootstrapInterval(values, { ...options, seed: 1 });
  assert.deepEqual(bootstrapInterval(values, { ...options, seed: 1 }), first);
  assert.notDeepEqual(
    bootstrapInterval(values, { ...options, seed: 2 }),
    first,
  );
});
