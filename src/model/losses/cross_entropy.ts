import { blockSizes } from "../../tensor/block_sizes.ts";
import { customGradient } from "../../tensor/custom_gradient.ts";
import { tf } from "../../tensor/runtime.ts";
import { type Blocks, runBlocks } from "../../tensor/run_blocks.ts";
import { blockPlaces } from "./block_places.ts";

/** Options of {@link crossEntropy}. */
export interface CrossEntropyOptions {
  /** Item of each session's target, counted from `firstItem` on: `[N]`. */
  readonly labels: tf.Tensor1D;
  /** Rows before this one are no items: nothing is compared with them. */
  readonly firstItem: number;
}

/** Keeps the logarithm finite. */
const MIN_PROBABILITY = 1e-30;
/** A logit whose exponential is zero. */
const NEVER = -1e9;

/**
 * Probabilities of a block of rows, 32 MB of them: larger matrices would each be
 * new memory, and its pages cost more than what is computed.
 */
const BLOCK_TERMS = 8_000_000;

/**
 * Cross entropy of each session's target against all items, which are compared
 * by inner product.
 *
 * The table is taken whole, with the rows that are no items: cutting those off,
 * and padding the gradient again, would copy it twice. The gradient's factor and
 * the targets' part of it are left to its small sides, so that what has the size
 * `[N, V]` is passed over as rarely as can be, and in blocks of rows.
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
    const V = table.shape[0];
    const sizes = blockSizes(N, Math.max(1, BLOCK_TERMS / V));
    const columns = tf.add(
      labels,
      tf.scalar(firstItem, "int32"),
    ) as tf.Tensor1D;
    const [loss, ...probabilities] = runBlocks([
      ...[sessions, table, blockPlaces(columns, sizes)],
      ...[excluded(V, firstItem), tf.scalar(MIN_PROBABILITY)],
    ], { sizes, name: "cross entropy", compute: blockLosses });
    return {
      value: tf.div(tf.reshape(loss!, []), N) as tf.Scalar,
      saved: [sessions, table, columns, ...probabilities],
      gradient: (dy, saved) =>
        runBlocks([tf.div(dy, N), ...saved], {
          sizes,
          name: "gradient of cross entropy",
          compute: gradients,
        }),
    };
  });
}

/** Added to the logits, so that rows that are no items get none: `[V]`. */
function excluded(V: number, rows: number): tf.Tensor1D {
  return tf.pad(tf.fill([rows], NEVER) as tf.Tensor1D, [[0, V - rows]]);
}

/** The sum of the losses, and the probabilities of each block. */
function blockLosses<T>(
  { on, inputs, cut, cutIntegers }: Blocks<T>,
): T[] {
  const [sessions, table, places, excluded, least] = inputs as [T, T, T, T, T];
  const placeBlocks = cutIntegers(places);
  const probabilities = cut(sessions).map((rows) => {
    const logits = on.matMul(rows, table, { transposeB: true });
    const masked = on.addBias(logits, excluded);
    const result = on.softmax(masked);
    on.release(logits, masked);
    return result; // [n, V]
  });
  const losses = probabilities.map((block, at) => {
    const target = on.gatherAt(block, placeBlocks[at]!); // [n, 1]
    return on.sumRows(on.log(on.maximum(target, least))); // [1]
  });
  return [on.neg(on.addN(losses)), ...probabilities];
}

/**
 * By sessions and table. The gradient of a logit is its probability, less one for
 * the target: that is taken off rows of the results.
 */
function gradients<T>({ on, inputs, cut }: Blocks<T>): T[] {
  const [factor, sessions, table, columns, ...blocks] = inputs as [
    ...[T, T, T, T],
    ...T[],
  ];
  const scaled = on.mul(sessions, factor); // [N, D]
  const rows = cut(scaled);
  const dSessions = blocks.map((block) => on.matMul(block, table));
  const dTables = blocks.map((block, at) =>
    on.matMul(block, rows[at]!, { transposeA: true })
  );
  const targets = on.gatherRows(table, columns); // [N, D]
  return [
    on.mul(on.sub(on.concat(dSessions, 0), targets), factor),
    on.subtractRows(on.addN(dTables), columns, scaled),
  ];
}
