import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";
import { subtractOneHot } from "../../tensor/subtract_one_hot.ts";

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions {
  /** Item of each session's target, counted from `firstItem` on: `[N]`. */
  readonly labels: tf.Tensor1D;
  /** Rows before this one are no items: nothing is compared with them. */
  readonly firstItem: number;
}

/** A logit whose exponential is zero. */
const NEVER = -1e9;

/**
 * Probabilities of a block of rows, 9 MB of them: whole matrices of a large
 * batch would each be new memory, and its pages cost more than what is computed.
 */
const BLOCK_TERMS = 2_400_000;

/**
 * Cross entropy of each session's target against all items, which are compared
 * by inner product.
 *
 * The table is taken whole, with the rows that are no items: cutting those off,
 * and padding the gradient again, would copy it twice. The gradient's factor is
 * multiplied into its small sides, so that what has the size `[N, V]` is passed
 * over as rarely as can be, and in blocks of rows.
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
    const sizes = blockSizes(N, table.shape[0]);
    const columns = tf.add(labels, tf.scalar(firstItem, "int32"));
    const rowBlocks = tf.split(sessions, sizes) as tf.Tensor2D[];
    const columnBlocks = tf.split(columns, sizes) as tf.Tensor1D[];
    const blocks = rowBlocks.map((rows, at) =>
      blockLoss(rows, table, { columns: columnBlocks[at]!, firstItem })
    );
    const losses = blocks.map((block) => block.loss);
    return {
      value: tf.div(tf.addN(losses), N) as tf.Scalar,
      saved: [sessions, table, ...blocks.map((block) => block.dLogits)],
      gradient: gradients,
    };
  });
}

/** About equal parts of the rows. */
function blockSizes(N: number, V: number): number[] {
  const count = Math.ceil(N * V / BLOCK_TERMS);
  const rows = Math.ceil(N / count);
  return Array.from(
    { length: Math.ceil(N / rows) },
    (_, at) => Math.min(rows, N - at * rows),
  );
}

/** The sum of the losses of some rows, and the gradient of their logits. */
function blockLoss(
  sessions: tf.Tensor2D,
  table: tf.Tensor2D,
  { columns, firstItem }: { columns: tf.Tensor1D; firstItem: number },
): { loss: tf.Scalar; dLogits: tf.Tensor2D } {
  return tf.tidy(() => {
    const logits: tf.Tensor2D = tf.matMul(sessions, table, false, true);
    const probabilities = tf.softmax(exclude(logits, firstItem)); // [n, V]
    const numbers = tf.range(0, sessions.shape[0], 1, "int32");
    const places = tf.stack([numbers, columns], 1) as tf.Tensor2D; // [n, 2]
    const target = tf.gatherND(probabilities, places);
    return {
      loss: tf.neg(tf.sum(tf.log(tf.maximum(target, 1e-30)))),
      dLogits: subtractOneHot(probabilities, places), // [n, V]
    };
  });
}

function exclude(logits: tf.Tensor2D, rows: number): tf.Tensor2D {
  if (rows === 0) return logits;
  const items = tf.zeros([logits.shape[1] - rows]);
  return tf.add(logits, tf.concat([tf.fill([rows], NEVER), items]));
}

function gradients(dy: tf.Scalar, saved: tf.Tensor[]): tf.Tensor[] {
  const [sessions, table, ...blocks] = saved as [
    tf.Tensor2D,
    tf.Tensor2D,
    ...tf.Tensor2D[],
  ];
  const factor = tf.div(dy, sessions.shape[0]);
  const sizes = blocks.map((dLogits) => dLogits.shape[0]);
  const rows = tf.split(tf.mul(sessions, factor), sizes);
  const dSessions = blocks.map((dLogits) => tf.matMul(dLogits, table));
  const dTables = blocks.map((dLogits, at) =>
    tf.matMul(dLogits, rows[at]!, true)
  );
  return [tf.mul(tf.concat(dSessions, 0), factor), tf.addN(dTables)];
}
