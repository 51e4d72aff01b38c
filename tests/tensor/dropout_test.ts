import assert from "node:assert/strict";
import { dropout } from "../../src/tensor/dropout.ts";
import { tf } from "../../src/tensor/runtime.ts";
import { onBackends } from "./on_backends.ts";

onBackends(
  "dropout() drops the share asked for and scales the rest",
  async () => {
    const kept = await dropout(tf.ones([200, 100]), 0.3, [1, 2]).data();
    const scaled = Math.fround(1 / 0.7);
    const zeros = kept.filter((value) => value === 0).length;
    // 6,000 of 20,000 expected, deviation 65.
    assert.ok(Math.abs(zeros - 6000) < 330, String(zeros));
    for (const value of kept) {
      assert.ok(value === 0 || Math.abs(value - scaled) < 1e-6, String(value));
    }
  },
);

onBackends("dropout() drops rows and columns alike", async () => {
  const kept = dropout(tf.ones([400, 400]), 0.5, [3, 4]);
  for (const axis of [0, 1]) {
    const sums = await tf.sum(kept, axis).data();
    // 400 each, deviation 20, the most of 400 below 5 deviations.
    for (const sum of sums) assert.ok(Math.abs(sum - 400) < 100, String(sum));
  }
});

onBackends("dropout() draws one mask from one seed", async () => {
  const x = tf.ones([50, 20]);
  const mask = async (seed: [number, number]) =>
    (await dropout(x, 0.5, seed).data()).join();
  assert.equal(await mask([1, 2]), await mask([1, 2]));
  const seeds: [number, number][] = [[1, 2], [2, 1], [1, 3], [0, 0], [1, 0]];
  const masks = new Set(await Promise.all(seeds.map(mask)));
  assert.equal(masks.size, seeds.length);
});

onBackends("dropout() gives the values themselves for rate 0", () => {
  const x = tf.ones([2, 2]);
  assert.equal(dropout(x, 0, [1, 2]), x);
});

onBackends("dropout() has its mask for a gradient", async ({ close }) => {
  const x = tf.tensor1d(Array.from({ length: 100 }, (_, i) => i - 50));
  const gradient = tf.grad((it: tf.Tensor) => tf.sum(dropout(it, 0.4, [5, 6])));
  const mask = await dropout(tf.onesLike(x), 0.4, [5, 6]).data();
  await close(gradient(x), mask);
});

onBackends("dropout() leaves no tensors behind", async ({ leaked }) => {
  const x = tf.ones([4, 4]);
  assert.equal(await leaked(() => dropout(x, 0.5, [1, 2]).dispose()), 0);
});
