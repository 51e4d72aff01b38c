import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";
import { subtractOneHot } from "../../tensor/subtract_one_hot.ts";

export interface CrossEntropyOptions {
  /** Item of each session's target, counted from `firstItem` on: `[N]`. */
  readonly labels: tf.Tensor1D;
  /** Rows before this one are no items: nothing is compared with them. */
  readonly firstItem: number;
}

/** A logit whose exponential is zero. */
const NEVER = -1e9;

/**
 * Cross entropy of each session's target against all items, which are compared
 * by inner product.
 *
 * The table is taken whole, with the rows that are no items: cutting those off,
 * and padding the gradient again, would copy it twice. The gradient's factor is
 * multiplied into its small sides, so that what has the size `[N, V]` is passed
 * over as rarely as can be.
 *
 * @param sessions `[N, D]`.
 * @param table `[V, D]`.
 * @returns Mean over the sessions: a scalar.
 */
export function crossEntropy(
  sessions: tf.Tensor2D,
  table: tf.Tensor2D,
  { labels, firstItem }: CrossEntropyOptions,
): tf.Scalar {
  return customGradient<tf.Scalar>([sessions, table], () => {
    const N = sessions.shape[0];
    const columns = tf.add(labels, tf.scalar(firstItem, "int32"));
    const logits = exclude(
      tf.matMul(sessions, table, false, true),
      firstItem,
    ); // [N, V]
    const probabilities = tf.softmax(logits); // [N, V]
    const places = tf.stack([tf.range(0, N, 1, "int32"), columns], 1); // [N, 2]
    const target = tf.gatherND(probabilities, places);
    return {
      value: tf.neg(tf.mean(tf.log(tf.maximum(target, 1e-30)))),
      saved: [sessions, table, probabilities, places],
      gradient: gradients,
    };
  });
}

function exclude(logits: tf.Tensor2D, rows: number): tf.Tensor2D {
  if (rows === 0) return logits;
  const items = tf.zeros([logits.shape[1] - rows]);
  return tf.add(logits, tf.concat([tf.fill([rows], NEVER), items]));
}

function gradients(dy: tf.Scalar, saved: tf.Tensor[]): tf.Tensor[] {
  const [sessions, table, probabilities, places] = saved as [
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
    tf.Tensor2D,
  ];
  const dLogits = subtractOneHot(probabilities, places); // [N, V], not yet ⋅ dy / N
  const factor = tf.div(dy, sessions.shape[0]);
  return [
    tf.mul(tf.matMul(dLogits, table), factor),
    tf.matMul(dLogits, tf.mul(sessions, factor), true),
  ];
}
