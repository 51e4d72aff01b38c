import { labelSmoothing } from "../../../src/model/losses/label_smoothing.ts";
import { seededPrng } from "../../../src/random.ts";
import { tf } from "../../../src/tensor/runtime.ts";
import { drawNumbers } from "../../tensor/draw_numbers.ts";
import { onBackends } from "../../tensor/on_backends.ts";

const SESSIONS = [[1, 2], [3, -1]];
const ITEMS = [[1, 0], [0, 1], [2, 2], [5, 1]];
const LABELS = [3, 0];

function apply(logInclusion?: number[]): tf.Scalar {
  return labelSmoothing(tf.tensor2d(SESSIONS), tf.tensor2d(ITEMS), {
    labels: tf.tensor1d(LABELS, "int32"),
    logInclusion: logInclusion && tf.tensor1d(logInclusion),
  });
}

onBackends(
  "labelSmoothing() turns cross entropy into that of smoothed targets",
  async ({ close }) => {
    // −Σ q log p of q = (1 − ε) target + ε / V, number by number.
    const share = 0.3;
    const losses = SESSIONS.map(([x, y], row) => {
      const scores = ITEMS.map(([a, b]) => x! * a! + y! * b!);
      const log = Math.log(scores.reduce((sum, it) => sum + Math.exp(it), 0));
      const plain = log - scores[LABELS[row]!]!;
      const smooth = scores.reduce((sum, score, item) => {
        const wanted = (item === LABELS[row] ? 1 - share : 0) + share / 4;
        return sum + wanted * (log - score);
      }, 0);
      return (smooth - plain) / share;
    });
    await close(apply(), [(losses[0]! + losses[1]!) / 2]);
  },
);

onBackends(
  "labelSmoothing() weighs candidates by how rarely they are drawn",
  async ({ close }) => {
    // Items 0 and 1 with chances 1/2 and 1/6: weights 1/4 and 3/4.
    const mean = [1 / 4, 3 / 4];
    // Session 0: 7 − (1/4 + 6/4), session 1: 3 − (3/4 − 3/4).
    const logInclusion = [Math.log(1 / 2), Math.log(1 / 6)];
    await close(apply(logInclusion), [(7 - mean[0]! - 2 * mean[1]! + 3) / 2]);
    // All items, alike likely: the mean over the catalogue.
    const whole = await apply().data();
    await close(apply([-1, -1, -1, -1]), whole);
  },
);

onBackends(
  "labelSmoothing() differentiates by sessions and items",
  async ({ close }) => {
    const N = 2, D = 3;
    const draw = (seed: number, rows: number) =>
      tf.tensor2d(Float32Array.from(drawNumbers(seededPrng(seed), rows * D)), [
        rows,
        D,
      ]);
    const labels = tf.tensor1d([3, 0], "int32");
    const [sessions, items] = [draw(1, N), draw(2, 4)];
    const logInclusion = tf.tensor1d([Math.log(1 / 2), Math.log(1 / 6)]);
    const [dSessions, dItems] = tf.grads((s: tf.Tensor, i: tf.Tensor) =>
      labelSmoothing(s as tf.Tensor2D, i as tf.Tensor2D, {
        labels,
        logInclusion,
      })
    )([sessions, items]);
    const i = await items.array(), s = await sessions.array();
    const mean = i[0]!.map((it, d) => it / 4 + i[1]![d]! * 3 / 4);
    await close(
      dSessions!,
      [3, 0].flatMap((label) => i[label]!.map((it, d) => (it - mean[d]!) / N)),
    );
    const both = s[0]!.map((it, d) => it + s[1]![d]!);
    await close(dItems!, [
      ...both.map((it, d) => (s[1]![d]! - it / 4) / N),
      ...both.map((it) => -it * 3 / 4 / N),
      ...[0, 0, 0],
      ...s[0]!.map((it) => it / N),
    ]);
  },
);
