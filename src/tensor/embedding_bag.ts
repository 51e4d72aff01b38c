import { customGradient } from "./custom_gradient.ts";
import { tf } from "./runtime.ts";

/** Which rows are in which bag: one entry of the first two for each. */
export interface Bags {
  /** Rows of the table, repeats allowed: `[N]`. */
  readonly rows: tf.Tensor1D;
  /** Bag that each of them is in: `[N]`. */
  readonly bags: tf.Tensor1D;
  /** What the sum of each bag is multiplied by: `[B, 1]`. */
  readonly scale: tf.Tensor2D;
}

/**
 * Sums rows of a table by bags, 0 where a bag is empty. The gradient is written
 * out, for that of tfjs's own segment sum takes five passes more.
 *
 * @param table `[R, D]`.
 * @returns `[B, D]`.
 */
export function embeddingBag(
  table: tf.Tensor2D,
  { rows, bags, scale }: Bags,
): tf.Tensor2D {
  const [R] = table.shape;
  const [B] = scale.shape;
  return customGradient<tf.Tensor2D>([table], () => {
    const sums = tf.unsortedSegmentSum(tf.gather(table, rows), bags, B);
    return {
      value: tf.mul(sums, scale) as tf.Tensor2D,
      saved: [rows, bags, scale],
      gradient: (dy, saved) => {
        const [rows, bags, scale] = saved as [
          tf.Tensor1D,
          tf.Tensor1D,
          tf.Tensor2D,
        ];
        const parts = tf.gather(tf.mul(dy, scale), bags); // [N, D]
        return [tf.unsortedSegmentSum(parts, rows, R)];
      },
    };
  });
}
