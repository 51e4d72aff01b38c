import { embeddingBag } from "../tensor/embedding_bag.ts";
import { tf } from "../tensor/runtime.ts";
import type { ItemParts } from "./item_parts.ts";

/** {@link ItemParts} as tensors. */
export interface ItemPartTensors {
  /** Code of each value. */
  readonly codes: tf.Tensor1D;
  /** Item that each value belongs to. */
  readonly owners: tf.Tensor1D;
  /** `[R, 1]` */
  readonly scale: tf.Tensor2D;
  /** `[R, 1]` */
  readonly keep: tf.Tensor2D;
}

/** The caller disposes them. */
export function itemPartTensors(parts: ItemParts): ItemPartTensors {
  const R = parts.scale.length;
  return {
    codes: tf.tensor1d(parts.codes, "int32"),
    owners: tf.tensor1d(parts.owners, "int32"),
    scale: tf.tensor2d(parts.scale, [R, 1]),
    keep: tf.tensor2d(parts.keep, [R, 1]),
  };
}

/**
 * Embeddings of items: their own rows and what is known of them.
 *
 * @param own `[R, D]`.
 * @param features The table of features, or the rows that are needed of it.
 * @returns `[R, D]`.
 */
export function composeItems(
  own: tf.Tensor2D,
  features: tf.Tensor2D,
  { codes, owners, scale, keep }: ItemPartTensors,
): tf.Tensor2D {
  const known = embeddingBag(features, { rows: codes, bags: owners, scale });
  return tf.add(tf.mul(own, keep), known);
}
