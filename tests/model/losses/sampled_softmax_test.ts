import assert from "node:assert/strict";
import { crossEntropy } from "../../../src/model/losses/cross_entropy.ts";
import { sampledSoftmax } from "../../../src/model/losses/sampled_softmax.ts";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../../tensor/draw_numbers.ts";
import { finiteDifferences } from "../../tensor/finite_differences.ts";
import { onBackends } from "../../tensor/on_backends.ts";

interface Batch {
  /** `[N, D]` */
  readonly sessions: Float64Array;
  /** `[R, D]` */
  readonly items: Float64Array;
  readonly labels: readonly number[];
  readonly logInclusion: readonly number[];
}

const D = 3;
/** Of the targets, one is a candidate, one is twice the same, one is none. */
const BATCH: Batch = {
  sessions: drawNumbers(seededPrng(1), 4 * D),
  items: drawNumbers(seededPrng(2), 7 * D),
  labels: [0, 6, 6, 3],
  logInclusion: [-0.25, -1, -4, -2, 0],
};

/** 40 items, drawn ∝ 1/rank; one session whose target is rare. */
const SHOP = {
  // Short vectors: a mean of logarithms is not the logarithm of a mean, and
  // the less so the more the terms differ.
  sessions: drawNumbers(seededPrng(3), D).map((value) => value / 4),
  items: drawNumbers(seededPrng(4), 40 * D),
  labels: [25] as const,
  weights: Array.from({ length: 40 }, (_, i) => 1 / (i + 1)),
};

onBackends(
  "sampledSoftmax() is the corrected loss, the target counted once",
  async ({ close }) => {
    // s·c = 0 everywhere: the target weighs 1, another candidate 1/π = 2 or 4.
    const loss = sampledSoftmax(tf.zeros([2, 1]), tf.ones([3, 1]), {
      labels: tf.tensor1d([1, 2], "int32"),
      logInclusion: tf.tensor1d([Math.log(1 / 2), Math.log(1 / 4)]),
    });
    // Session 0: target 1, candidate 0: 1 + 2. Session 1: both: 1 + 2 + 4.
    await close(loss, [(Math.log(3) + Math.log(7)) / 2]);
    await close(apply(BATCH), [scalarLoss(BATCH)]);
  },
);

onBackends(
  "sampledSoftmax() is the full cross entropy where all items take part",
  async ({ close }) => {
    const labels = tf.tensor1d([3, 0, 6, 6], "int32");
    const sessions = matrix(BATCH.sessions), items = matrix(BATCH.items);
    const logInclusion = tf.zeros([7]) as tf.Tensor1D;
    const sampled = tf.valueAndGrads((s: tf.Tensor, i: tf.Tensor) =>
      sampledSoftmax(s as tf.Tensor2D, i as tf.Tensor2D, {
        labels,
        logInclusion,
      })
    )([sessions, items]);
    const full = tf.valueAndGrads((s: tf.Tensor, i: tf.Tensor) =>
      crossEntropy(s as tf.Tensor2D, i as tf.Tensor2D, {
        labels,
        firstItem: 0,
      })
    )([sessions, items]);
    await close(sampled.value, await full.value.data(), "loss");
    for (const i of [0, 1]) {
      await close(sampled.grads[i]!, await full.grads[i]!.data(), `input ${i}`);
    }
  },
);

onBackends(
  "sampledSoftmax() of many rows, worked on in blocks, is that of all of them",
  async ({ close }) => {
    // 150 rows of 16,384 terms: three blocks of 64 rows at most.
    const [N, C, D] = [150, 2 ** 14, 3];
    const prng = seededPrng(5);
    const draw = (rows: number) =>
      tf.tensor2d(Float32Array.from(drawNumbers(prng, rows * D)), [rows, D]);
    const [sessions, items] = [draw(N), draw(C + 1)];
    const chosen = Int32Array.from({ length: N }, (_, n) => (n * 991) % C);
    const labels = tf.tensor1d(chosen, "int32");
    const logInclusion = tf.zeros([C]) as tf.Tensor1D;
    const sampled = tf.valueAndGrads((s: tf.Tensor, i: tf.Tensor) =>
      sampledSoftmax(s as tf.Tensor2D, i as tf.Tensor2D, {
        labels,
        logInclusion,
      })
    )([sessions, items]);
    const full = tf.valueAndGrads((s: tf.Tensor, i: tf.Tensor) =>
      crossEntropy(
        s as tf.Tensor2D,
        tf.slice(i, [0, 0], [C, D]) as tf.Tensor2D,
        { labels, firstItem: 0 },
      )
    )([sessions, items]);
    await close(sampled.value, await full.value.data(), "loss");
    for (const i of [0, 1]) {
      await close(sampled.grads[i]!, await full.grads[i]!.data(), `input ${i}`);
    }
  },
  { tolerance: 1e-5 },
);

onBackends(
  "sampledSoftmax() differentiates by sessions and items",
  async ({ close }) => {
    const [dSessions, dItems] = gradients(BATCH);
    const loss = () => scalarLoss(BATCH);
    await close(dSessions, finiteDifferences(BATCH.sessions, loss), "sessions");
    await close(dItems, finiteDifferences(BATCH.items, loss), "items");
  },
);

onBackends(
  "sampledSoftmax() bears targets that were hardly ever drawn",
  async ({ close }) => {
    // Without care, what the target weighs as a candidate (e^9 = 8,103 times
    // as much) is taken off a sum of its own size: 1e-3 would be lost.
    const batch = { ...BATCH, logInclusion: [-9, -9, -9, -9, -9] };
    await close(apply(batch), [scalarLoss(batch)], "loss");
    const [dSessions] = gradients(batch);
    const expected = finiteDifferences(batch.sessions, () => scalarLoss(batch));
    await close(dSessions, expected, "sessions");
  },
  { tolerance: 2e-3 },
);

for (const length of [16, 100, 1000]) {
  onBackends(
    `sampledSoftmax() bears logits of ±${length}`,
    async ({ close }) => {
      const batch: Batch = {
        sessions: Float64Array.of(length, 0, 0, -length, 0, 0),
        items: Float64Array.of(1, 0, 0, -1, 0, 0, 0.5, 0, 0),
        labels: [2, 2],
        logInclusion: [-7, -7],
      };
      await close(apply(batch), [scalarLoss(batch)], "loss");
      const [dSessions, dItems] = gradients(batch);
      const loss = () => scalarLoss(batch);
      await close(dSessions, finiteDifferences(batch.sessions, loss), "s");
      await close(dItems, finiteDifferences(batch.items, loss), "items");
    },
    { tolerance: 2e-5 },
  );
}

onBackends(
  "sampledSoftmax() stays finite where long vectors meet at right angles",
  async ({ close }) => {
    const batch: Batch = {
      sessions: Float64Array.of(1000, 0, 0),
      items: Float64Array.of(0, 1, 0, 0, 0, 1),
      labels: [1],
      logInclusion: [0, 0],
    };
    assert.ok(Number.isFinite((await apply(batch).data())[0]));
    const [dSessions, dItems] = gradients(batch);
    await close(dSessions, [0, 0, -1]);
    await close(dItems, [0, 0, 0, -1000, 0, 0]);
    // Short of that bound, the loss is what it should be.
    const shorter = { ...batch, sessions: Float64Array.of(130, 0, 0) };
    await close(apply(shorter), [Math.log(2)]);
  },
  { tolerance: 3e-5 },
);

onBackends(
  "sampledSoftmax() estimates the full loss and gradient, by its correction",
  async () => {
    const { sessions } = SHOP;
    const whole = { ...SHOP, logInclusion: SHOP.weights.map(() => 0) };
    const loss = scalarLoss(whole);
    const gradient = finiteDifferences(sessions, () => scalarLoss(whole));
    const corrected = await meanOverSamples((inclusion) => Math.log(inclusion));
    const plain = await meanOverSamples(() => 0);
    const lossErrors = [corrected, plain].map((it) => Math.abs(it[0]! - loss));
    const gradientErrors = [corrected, plain].map((it) =>
      Math.hypot(...gradient.map((value, i) => value - it[i + 1]!))
    );
    assert.ok(10 * lossErrors[0]! < lossErrors[1]!, String(lossErrors));
    assert.ok(4 * gradientErrors[0]! < gradientErrors[1]!, `${gradientErrors}`);
  },
  // Of the formula, not of the backend.
  { only: ["wasm"] },
);

onBackends("sampledSoftmax() leaves no tensors behind", async ({ leaked }) => {
  const forward = () => tf.tidy(() => void apply(BATCH));
  assert.equal(await leaked(forward), 0);
  assert.equal(await leaked(() => tf.tidy(() => void gradients(BATCH))), 0);
});

/** Loss and gradient by the session, the mean over draws of candidates. */
async function meanOverSamples(
  correct: (inclusion: number) => number,
): Promise<Float64Array> {
  const draws = 30, samples = 200;
  const { sessions, items, weights, labels: [target] } = SHOP;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const prng = seededPrng(11);
  const mean = new Float64Array(1 + D);
  for (let sample = 0; sample < samples; sample++) {
    const drawn = new Set<number>();
    for (let draw = 0; draw < draws; draw++) {
      let left = prng() * total;
      drawn.add(weights.findIndex((weight) => (left -= weight) < 0));
    }
    drawn.delete(target);
    const rows = [...drawn, target];
    const { value, grads } = valueAndGrads({
      sessions,
      items: Float64Array.from(rows.flatMap((i) => rowOf(items, i))),
      labels: [drawn.size],
      logInclusion: [...drawn].map((i) =>
        correct(1 - (1 - weights[i]! / total) ** draws)
      ),
    });
    const numbers = [...await value.data(), ...await grads[0]!.data()];
    numbers.forEach((number, i) => mean[i]! += number / samples);
  }
  return mean;
}

function rowOf(values: Float64Array, row: number): number[] {
  return [...values.subarray(row * D, (row + 1) * D)];
}

function matrix(values: Float64Array): tf.Tensor2D {
  return tf.tensor2d(Float32Array.from(values), [values.length / D, D]);
}

function apply(
  batch: Batch,
  sessions: tf.Tensor = matrix(batch.sessions),
  items: tf.Tensor = matrix(batch.items),
): tf.Scalar {
  return sampledSoftmax(sessions as tf.Tensor2D, items as tf.Tensor2D, {
    labels: tf.tensor1d([...batch.labels], "int32"),
    logInclusion: tf.tensor1d([...batch.logInclusion]),
  });
}

function valueAndGrads(batch: Batch) {
  return tf.valueAndGrads((sessions: tf.Tensor, items: tf.Tensor) =>
    apply(batch, sessions, items)
  )([matrix(batch.sessions), matrix(batch.items)]);
}

function gradients(batch: Batch): [tf.Tensor, tf.Tensor] {
  return valueAndGrads(batch).grads as [tf.Tensor, tf.Tensor];
}

/** The definition, number by number in 64 bits. */
function scalarLoss(
  { sessions, items, labels, logInclusion }: Batch,
): number {
  const logit = (row: number, item: number) =>
    [0, 1, 2].reduce(
      (sum, d) => sum + sessions[row * D + d]! * items[item * D + d]!,
      0,
    );
  const losses = labels.map((label, row) => {
    const own = logit(row, label);
    const others = logInclusion.map((log, item) =>
      item === label ? -Infinity : logit(row, item) - log
    );
    const most = Math.max(own, ...others);
    const total = [own, ...others]
      .reduce((sum, term) => sum + Math.exp(term - most), 0);
    return Math.log(total) + most - own;
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / labels.length;
}
