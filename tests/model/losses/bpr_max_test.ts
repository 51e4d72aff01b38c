import assert from "node:assert/strict";
import { bprMax } from "../../../src/model/losses/bpr_max.ts";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../../tensor/draw_numbers.ts";
import { finiteDifferences } from "../../tensor/finite_differences.ts";
import { onBackends } from "../../tensor/on_backends.ts";

interface Batch {
  /** `[N]` */
  readonly targets: Float64Array;
  /** `[N, 4]` */
  readonly candidates: Float64Array;
  /** Candidate that is the target, if any. */
  readonly same: readonly (number | undefined)[];
}

const C = 4;
const BATCH: Batch = {
  targets: drawNumbers(seededPrng(1), 3),
  candidates: drawNumbers(seededPrng(2), 3 * C),
  same: [undefined, 2, 0],
};
const LAMBDA = 0.7;

onBackends(
  "bprMax() is the chance to outscore a drawn negative, and keeps scores small",
  async ({ close }) => {
    // Odds 3 : 1 in the softmax, and each is outscored by a chance of its own.
    const batch = {
      targets: Float64Array.of(0),
      candidates: Float64Array.of(Math.log(3), 0),
      same: [undefined],
    };
    const won = 3 / 4 * (1 / 4) + 1 / 4 * (1 / 2);
    const squares = 3 / 4 * Math.log(3) ** 2;
    await close(apply(batch, 0), [-Math.log(won)]);
    await close(apply(batch, 2), [-Math.log(won) + 2 * squares]);
    await close(apply(BATCH, LAMBDA), [scalarLoss(BATCH)]);
  },
);

onBackends(
  "bprMax() differentiates by targets and candidates",
  async ({ close }) => {
    const [dTargets, dCandidates] = gradients(BATCH);
    const loss = () => scalarLoss(BATCH);
    await close(dTargets, finiteDifferences(BATCH.targets, loss), "targets");
    const expected = finiteDifferences(BATCH.candidates, loss);
    await close(dCandidates, expected, "candidates");
    // A target is not its own negative.
    assert.deepEqual([expected[C + 2], expected[2 * C]], [0, 0]);
  },
);

onBackends(
  "bprMax() still pulls targets that every negative outscores by far",
  async ({ close }) => {
    const batch = {
      targets: Float64Array.of(-200),
      candidates: Float64Array.of(100, 100, 0, -100),
      same: [undefined],
    };
    const loss = await apply(batch, 0).data();
    assert.ok(Number.isFinite(loss[0]!));
    const [dTargets, dCandidates] = gradients(batch, 0);
    await close(dTargets, [-1]);
    // Of the chance e^-300 both hundreds make a half.
    await close(dCandidates, [0.5, 0.5, 0, 0]);
  },
);

onBackends(
  "bprMax() stays finite where the target is all there is",
  async () => {
    const batch = {
      targets: Float64Array.of(1),
      candidates: Float64Array.of(1, 2, 3, 4),
      same: [0],
    };
    const only = (values: Float64Array) =>
      tf.tensor1d([...values.subarray(0, 1)]);
    const loss = bprMax({
      targets: only(batch.targets),
      candidates: tf.reshape(only(batch.candidates), [1, 1]) as tf.Tensor2D,
      isTarget: tf.ones([1, 1]),
    }, 1);
    assert.ok(Number.isFinite((await loss.data())[0]));
  },
);

onBackends("bprMax() leaves no tensor behind", async ({ leaked }) => {
  assert.equal(await leaked(() => tf.tidy(() => void apply(BATCH, 1))), 0);
  assert.equal(await leaked(() => tf.tidy(() => void gradients(BATCH))), 0);
});

function tensors(batch: Batch): [tf.Tensor, tf.Tensor] {
  const { targets, candidates } = batch;
  const width = candidates.length / targets.length;
  return [
    tf.tensor1d(Float32Array.from(targets)),
    tf.tensor2d(Float32Array.from(candidates), [targets.length, width]),
  ];
}

function apply(
  batch: Batch,
  regularisation: number,
  [targets, candidates] = tensors(batch),
): tf.Scalar {
  const width = candidates.shape[1]!;
  const isTarget = tf.tensor2d(
    batch.same.map((at) =>
      Array.from({ length: width }, (_, j) => Number(j === at))
    ),
  );
  return bprMax({
    targets: targets as tf.Tensor1D,
    candidates: candidates as tf.Tensor2D,
    isTarget,
  }, regularisation);
}

function gradients(batch: Batch, regularisation = LAMBDA) {
  return tf.grads((targets: tf.Tensor, candidates: tf.Tensor) =>
    apply(batch, regularisation, [targets, candidates])
  )(tensors(batch)) as [tf.Tensor, tf.Tensor];
}

/** The definition, number by number in 64 bits. */
function scalarLoss({ targets, candidates, same }: Batch): number {
  let loss = 0;
  targets.forEach((target, row) => {
    const scores = [...candidates.subarray(row * C, (row + 1) * C)]
      .filter((_, at) => at !== same[row]);
    const terms = scores.map(Math.exp);
    const total = terms.reduce((sum, it) => sum + it);
    let won = 0, squares = 0;
    scores.forEach((score, at) => {
      const weight = terms[at]! / total;
      won += weight / (1 + Math.exp(score - target));
      squares += weight * score ** 2;
    });
    loss += -Math.log(won) + LAMBDA * squares;
  });
  return loss / targets.length;
}
