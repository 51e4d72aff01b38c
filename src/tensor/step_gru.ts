import { customGradient } from "./custom_gradient.ts";
import { graphGru } from "./graph_gru.ts";
import { gruBackward, type GruBackwardInputs } from "./gru_backward.ts";
import { gruForward } from "./gru_forward.ts";
import type { GruPasses } from "./gru_passes.ts";
import { CountedSteps } from "./gru_steps.ts";
import type { GruWeights } from "./gru_weights.ts";
import type { Operations } from "./operations.ts";
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
  const layer = {
    x: inputs,
    w: kernel,
    u: recurrent,
    b: bias,
    c: recurrentBias,
  };
  const passes = graphGru(counts) ?? eagerGru(counts);
  return customGradient<tf.Tensor2D>(Object.values(layer), () => {
    const { states, products, ...gates } = passes.forward(layer);
    const { b: _, ...read } = layer;
    const saved = { ...read, states, ...gates, ...products && { products } };
    const names = Object.keys(saved);
    return {
      value: states as tf.Tensor2D,
      saved: Object.values(saved),
      gradient: (dStates, kept) => {
        const tensors = Object.fromEntries(
          names.map((it, at) => [it, kept[at]!]),
        );
        const known = { products: undefined, ...tensors, dStates };
        return passes.backward(known as GruBackwardInputs<tf.Tensor>);
      },
    };
  });
}

/** Operation by operation. */
function eagerGru(counts: readonly number[]): GruPasses {
  return {
    forward(layer) {
      const [states, reset, update, candidate, products] = runOperations(
        Object.values(layer),
        (on, [x, w, u, b, c]) => {
          const steps = new CountedSteps(on, counts);
          const layer = { x: x!, w: w!, u: u!, b: b!, c: c! };
          const { products, ...rest } = gruForward(on, layer, steps);
          const { states, reset, update, candidate } = rest;
          const first = [states, reset, update, candidate];
          return products === undefined ? first : [...first, products];
        },
      );
      return {
        states: states!,
        reset: reset!,
        update: update!,
        candidate: candidate!,
        products,
      };
    },
    backward(inputs) {
      const given = Object.entries(inputs).filter(([, it]) => it !== undefined);
      return runOperations(
        given.map(([, tensor]) => tensor),
        <T>(on: Operations<T>, handles: readonly T[]) => {
          const known = Object.fromEntries(
            given.map(([name], at) => [name, handles[at]!]),
          );
          const steps = new CountedSteps(on, counts);
          const read = { products: undefined, ...known };
          return Object.values(
            gruBackward(on, read as unknown as GruBackwardInputs<T>, steps),
          );
        },
      );
    },
  };
}
