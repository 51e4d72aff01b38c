import { customGradient } from "./custom_gradient.ts";
import { gruBackward } from "./gru_backward.ts";
import { gruForward, type GruSavedStep, type GruStep } from "./gru_forward.ts";
import { runOperations } from "./run_operations.ts";
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
 * One operation for autodiff: its gradient is written out, so that the tape does
 * not grow with the number of steps.
 *
 * @param inputs `[P, D]`, `P` the number of events.
 * @returns The state after each event: `[P, H]`.
 */
export function packedGru(
  inputs: tf.Tensor2D,
  weights: GruWeights,
  counts: readonly number[],
): tf.Tensor2D {
  const { kernel, recurrent, bias, recurrentBias } = weights;
  const tensors = [inputs, kernel, recurrent, bias, recurrentBias];
  const sizes = { counts, H: recurrent.shape[0] };
  return customGradient<tf.Tensor2D>(tensors, () => {
    const [states, ...saved] = runOperations(
      tensors,
      (on, [x, w, u, b, c]) => {
        const layer = { x: x!, w: w!, u: u!, b: b!, c: c! };
        const steps = gruForward(on, layer, sizes);
        const joined = on.concat(steps.map((step) => step.state), 0);
        return [joined, ...flatten(steps)];
      },
    );
    return {
      value: states as tf.Tensor2D,
      saved: [inputs, kernel, recurrent, ...saved],
      gradient: (dStates, kept) =>
        runOperations([dStates, ...kept], (on, [d, x, w, u, ...rest]) => {
          const steps = unflatten(rest, counts.length);
          const known = { dStates: d!, x: x!, w: w!, u: u!, steps };
          return Object.values(gruBackward(on, known, sizes));
        }),
    };
  });
}

/** The first step has no state before it: four tensors, the others have five. */
function flatten<T>(steps: readonly GruStep<T>[]): T[] {
  return steps.flatMap((it) => [
    it.reset,
    it.update,
    it.candidate,
    it.product,
    ...it.before === undefined ? [] : [it.before],
  ]);
}

/** The way back of {@link flatten}. */
function unflatten<T>(saved: readonly T[], steps: number): GruSavedStep<T>[] {
  return Array.from({ length: steps }, (_, t) => {
    const [reset, update, candidate, product, before] = t === 0
      ? saved.slice(0, 4)
      : saved.slice(5 * t - 1, 5 * t + 4);
    return {
      reset: reset!,
      update: update!,
      candidate: candidate!,
      product: product!,
      before,
    };
  });
}
