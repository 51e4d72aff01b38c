import { customGradient } from "./custom_gradient.ts";
import { gruBackward } from "./gru_backward.ts";
import { gruForward, type GruSavedStep, type GruStep } from "./gru_forward.ts";
import type { GruWeights } from "./gru_weights.ts";
import { runOperations } from "./run_operations.ts";
import type { tf } from "./runtime.ts";

/**
 * {@link packedGru} written out step by step, on any backend. One operation for
 * autodiff: its gradient is written out too, so that the tape does not grow with
 * the number of steps.
 */
export function stepGru(
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
