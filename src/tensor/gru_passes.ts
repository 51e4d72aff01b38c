import type { GruBackwardInputs } from "./gru_backward.ts";
import type { GruStates, GruTensors } from "./gru_forward.ts";
import type { tf } from "./runtime.ts";

/** Both passes of a GRU over a packed batch. The caller owns the results. */
export interface GruPasses {
  /** States of all steps. */
  forward(layer: GruTensors<tf.Tensor>): GruStates<tf.Tensor>;
  /** Gradients in the order of {@link GruTensors}. */
  backward(inputs: GruBackwardInputs<tf.Tensor>): tf.Tensor[];
}
