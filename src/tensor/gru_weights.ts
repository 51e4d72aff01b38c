import type { tf } from "./runtime.ts";

/**
 * Weights of one GRU layer, gates in the order reset, update, candidate, as
 * PyTorch and cuDNN lay them out.
 */
export interface GruWeights {
  /** From the input: `[D, 3H]`. */
  readonly kernel: tf.Tensor2D;
  /** From the state: `[H, 3H]`. */
  readonly recurrent: tf.Tensor2D;
  /** Beside the input's product: `[3H]`. */
  readonly bias: tf.Tensor1D;
  /** Beside the state's product, inside the reset gate's reach: `[3H]`. */
  readonly recurrentBias: tf.Tensor1D;
}
