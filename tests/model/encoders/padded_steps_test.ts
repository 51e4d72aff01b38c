import assert from "node:assert/strict";
import fc from "fast-check";
import {
  type PaddedSteps,
  padSteps,
  toPacked,
  toPadded,
} from "../../../src/model/encoders/padded_steps.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { startInstalledBackend } from "../../installed_backend.ts";

await startInstalledBackend();

/** Sessions that reach each step, of sessions of these lengths. */
function countsOf(lengths: readonly number[]): number[] {
  return Array.from(
    { length: Math.max(...lengths) },
    (_, step) => lengths.filter((length) => length > step).length,
  );
}

/** Share of the places that no event fills. */
function paddingOf({ slots, places }: PaddedSteps): number {
  return 1 - places.length / slots.length;
}

Deno.test("padSteps() gives sessions of 3 and 1 events a rectangle each", () => {
  const { groups, slots, places } = padSteps([2, 1, 1]);
  assert.deepEqual(groups, [{ B: 1, T: 3 }, { B: 1, T: 1 }]);
  // Slots 0 and 1 are first events.
  assert.deepEqual([...slots], [0, 2, 3, 1]);
  assert.deepEqual([...places], [0, 3, 1, 2]);
});

Deno.test("padSteps() joins sessions of 6 and 5 events: one place of 12 is empty", () => {
  const { groups, slots } = padSteps([2, 2, 2, 2, 2, 1]);
  assert.deepEqual(groups, [{ B: 2, T: 6 }]);
  // Slot 11 there is none.
  assert.deepEqual([...slots], [0, 2, 4, 6, 8, 10, 1, 3, 5, 7, 9, 11]);
});

Deno.test("padSteps() leaves under a tenth of the places empty, whatever the lengths", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
      (lengths) => {
        const counts = countsOf(lengths);
        const steps = padSteps(counts);
        assert.ok(paddingOf(steps) <= 0.1 + 1e-9);
        const P = lengths.reduce((sum, length) => sum + length, 0);
        assert.deepEqual(
          [...steps.slots].filter((slot) => slot < P).sort((a, b) => a - b),
          Array.from({ length: P }, (_, slot) => slot),
        );
        steps.places.forEach((place, slot) =>
          assert.equal(steps.slots[place], slot)
        );
        const sessions = steps.groups.reduce((sum, { B }) => sum + B, 0);
        assert.equal(sessions, lengths.length);
      },
    ),
  );
});

Deno.test("padSteps() makes few rectangles of sessions as shops have them", () => {
  // Of 512 sessions half have one event, a quarter two, an eighth three, …
  const lengths = Array.from(
    { length: 512 },
    (_, at) => 1 + Math.floor(Math.log2(512 / (512 - at))),
  );
  const { groups, ...steps } = padSteps(countsOf(lengths));
  assert.ok(groups.length <= 5, JSON.stringify(groups));
  assert.ok(paddingOf({ groups, ...steps }) < 0.1);
});

Deno.test("toPacked() is the way back of toPadded(), which fills with zeros", () => {
  const steps: PaddedSteps = {
    groups: [{ B: 1, T: 2 }, { B: 2, T: 1 }],
    slots: Int32Array.of(0, 3, 1, 3),
    places: Int32Array.of(0, 2, 1),
  };
  const packed = tf.tensor2d([[1, 2], [3, 4], [5, 6]]);
  const padded = toPadded(packed, steps);
  assert.deepEqual(padded.map((it) => it.arraySync()), [
    [[[1, 2], [0, 0]]],
    [[[3, 4]], [[0, 0]]],
  ]);
});

Deno.test("toPadded() and toPacked() differentiate into one another", () => {
  const steps = padSteps([3, 2, 1]);
  const packed = tf.tensor2d([1, 2, 3, 4, 5, 6], [6, 1]);
  const there = (rows: tf.Tensor) => toPadded(rows as tf.Tensor2D, steps);
  const weights = tf.tensor2d([1, 10, 100, 1e3, 1e4, 1e5], [6, 1]);
  const gradient = tf.grad((rows: tf.Tensor) =>
    tf.sum(tf.mul(toPacked(there(rows), steps), weights))
  )(packed);
  assert.deepEqual(gradient.arraySync(), weights.arraySync());
});

Deno.test("toPadded() has a gradient where all sessions are of one length", () => {
  const gradient = tf.tidy(() =>
    tf.grad((packed) => {
      const [group] = toPadded(packed as tf.Tensor2D, padSteps([2, 2]));
      return tf.sum(tf.mul(group!, tf.tensor3d([1, 2, 3, 4], [2, 2, 1])));
    })(tf.tensor2d([5, 6, 7, 8], [4, 1]))
  );
  // Slots go step by step, places session by session.
  assert.deepEqual([...gradient.dataSync()], [1, 3, 2, 4]);
  gradient.dispose();
});
