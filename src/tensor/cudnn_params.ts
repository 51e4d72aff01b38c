import type { GruWeights } from "./gru_weights.ts";
import { tf } from "./runtime.ts";

/**
 * The weights of a layer in the order in which cuDNN reads a GRU's: for each
 * gate (reset, update, candidate) the matrix from the input, then for each the
 * one from the state, row by row with a row for each unit; then the biases in the
 * same order (cuDNN's cudnnGetRNNWeightParams, linear layers 0 to 5).
 *
 * It is differentiable: a gradient in cuDNN's order comes back as ours.
 *
 * @returns `[3H × (D + H + 2)]`.
 */
export function cudnnParams(
  { kernel, recurrent, bias, recurrentBias }: GruWeights,
): tf.Tensor1D {
  const rows = (matrix: tf.Tensor2D) =>
    tf.reshape(tf.transpose(matrix), [-1]) as tf.Tensor1D;
  return tf.concat([rows(kernel), rows(recurrent), bias, recurrentBias]);
}
