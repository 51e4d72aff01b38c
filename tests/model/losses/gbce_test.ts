import assert from "node:assert/strict";
import { gbce } from "../../../src/model/losses/gbce.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { finiteDifferences } from "../../tensor/finite_differences.ts";
import { onBackends } from "../../tensor/on_backends.ts";

const TARGETS = Float64Array.of(0.5, -1.5);
/** Two candidates a row; the second row's second one is its target. */
const CANDIDATES = Float64Array.of(1, -2, 0.25, -1.5);
const IS_TARGET = [[0, 0], [0, 1]];

function apply(
  targets: tf.Tensor,
  candidates: tf.Tensor,
  { calibration = 0.75, itemCount = 9 } = {},
): tf.Scalar {
  return gbce({
    targets: targets as tf.Tensor1D,
    candidates: candidates as tf.Tensor2D,
    isTarget: tf.tensor2d(IS_TARGET),
  }, { calibration, itemCount });
}

function tensors(): [tf.Tensor, tf.Tensor] {
  return [
    tf.tensor1d(Float32Array.from(TARGETS)),
    tf.tensor2d(Float32Array.from(CANDIDATES), [2, 2]),
  ];
}

/** Mean of the rows' losses, the target's chance to this power. */
function scalarLoss(power: number): number {
  const chance = (score: number) => 1 / (1 + Math.exp(-score));
  const [a, b] = TARGETS, [c, d, e] = CANDIDATES;
  const first = power * Math.log(chance(a!)) + Math.log(1 - chance(c!)) +
    Math.log(1 - chance(d!));
  const second = power * Math.log(chance(b!)) + Math.log(1 - chance(e!));
  return -(first + second) / 3 / 2;
}

onBackends(
  "gbce() takes the target's chance to the power that calibrates",
  async ({ close }) => {
    const [targets, candidates] = tensors();
    const loss = (options: { calibration?: number; itemCount?: number }) =>
      apply(targets, candidates, options);
    // Two of the eight others are drawn: α = 1/4.
    await close(loss({ calibration: 0 }), [scalarLoss(1)]);
    await close(loss({ calibration: 1 }), [scalarLoss(1 / 4)]);
    await close(loss({ calibration: 0.5 }), [scalarLoss(5 / 8)]);
    // Where all the others are drawn, there is nothing to take back.
    await close(loss({ calibration: 1, itemCount: 3 }), [scalarLoss(1)]);
    await close(loss({ calibration: 1, itemCount: 2 }), [scalarLoss(1)]);
  },
);

onBackends(
  "gbce() differentiates by targets and candidates",
  async ({ close }) => {
    const [dTargets, dCandidates] = tf.grads(
      (targets: tf.Tensor, candidates: tf.Tensor) => apply(targets, candidates),
    )(tensors());
    const loss = () => scalarLoss(1 - 0.75 * (1 - 1 / 4));
    await close(dTargets!, finiteDifferences(TARGETS, loss), "targets");
    const expected = finiteDifferences(CANDIDATES, loss);
    await close(dCandidates!, expected, "candidates");
  },
);

onBackends("gbce() bears scores of ±1000", async ({ close }) => {
  const wrong = gbce({
    targets: tf.tensor1d([-1000]),
    candidates: tf.tensor2d([[1000]]),
    isTarget: tf.zeros([1, 1]),
  }, { calibration: 0, itemCount: 9 });
  await close(wrong, [1000]);
});

onBackends("gbce() leaves no tensor behind", async ({ leaked }) => {
  const run = () =>
    tf.tidy(() => {
      tf.grads((a: tf.Tensor, b: tf.Tensor) => apply(a, b))(tensors());
    });
  assert.equal(await leaked(run), 0);
});
