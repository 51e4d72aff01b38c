import { cudnnGru } from "./cudnn_gru.ts";
import type { GruWeights } from "./gru_weights.ts";
import { usesCuda } from "./native.ts";
import type { tf } from "./runtime.ts";
import { stepGru } from "./step_gru.ts";

/**
 * A GRU over a packed batch: sessions sorted by falling length, events step by
 * step (all first events, then all second ones, …), no padding. Step `t` holds
 * the first `counts[t]` sessions. Initial states are zero.
 *
 *     r = σ(x·Wr + br + h·Ur + cr)      z = σ(x·Wz + bz + h·Uz + cz)
 *     n = tanh(x·Wn + bn + r ∘ (h·Un + cn))      h' = (1 − z) ∘ n + z ∘ h
 *
 * This is the form in which the reset gate acts after the product (cuDNN,
 * PyTorch, ONNX's `linear_before_reset = 1`): https://arxiv.org/abs/1406.1078v1
 *
 * On NVIDIA's GPUs cuDNN computes it, elsewhere it is written out.
 *
 * @param inputs `[P, D]`, `P` the number of events.
 * @returns The state after each event: `[P, H]`.
 */
export function packedGru(
  inputs: tf.Tensor2D,
  weights: GruWeights,
  counts: readonly number[],
): tf.Tensor2D {
  const gru = usesCuda() ? cudnnGru : stepGru;
  return gru(inputs, weights, counts);
}
