import type { ModelParams } from "../../config.ts";
import type { GraphBuilder, Value } from "./graph_builder.ts";
import type { SessionInputs } from "./join_inputs.ts";

/**
 * Layers of a GRU. The transposed weights are constants, which a runtime
 * computes once, when it loads the graph.
 *
 * @returns The states after each event `[T, B, H]` and after the last `[B, H]`.
 */
export function runGru(
  graph: GraphBuilder,
  { events, lengths }: SessionInputs,
  { layers, hiddenSize }: ModelParams,
): { states: Value; last: Value } {
  let states = graph.node("Transpose", [events], {
    attributes: { perm: [1, 0, 2] },
  }); // [T, B, D]
  let last = states;
  for (let layer = 0; layer < layers; layer++) {
    const weight = (name: string) => graph.weight(`gru.${layer}.${name}`);
    const bias = graph.node("Concat", [
      updateFirst(graph, weight("bias")),
      updateFirst(graph, weight("recurrent_bias")),
    ], { attributes: { axis: 0 } });
    const [outputs, final] = graph.nodes("GRU", [
      states,
      oneDirection(
        graph,
        updateFirst(graph, transposed(graph, weight("kernel"))),
      ),
      oneDirection(
        graph,
        updateFirst(graph, transposed(graph, weight("recurrent"))),
      ),
      oneDirection(graph, bias),
      lengths,
    ], {
      count: 2,
      attributes: { hidden_size: hiddenSize, linear_before_reset: 1 },
    });
    states = graph.node("Squeeze", [outputs!, graph.int64([1])]);
    last = graph.node("Squeeze", [final!, graph.int64([0])]);
  }
  return { states, last };
}

/** Gates in ONNX's order (update, reset, candidate): `[3H, …]`. */
function updateFirst(graph: GraphBuilder, weights: Value): Value {
  const [reset, update, candidate] = graph.nodes("Split", [weights], {
    count: 3,
    attributes: { axis: 0 },
  });
  return graph.node("Concat", [update!, reset!, candidate!], {
    attributes: { axis: 0 },
  });
}

function transposed(graph: GraphBuilder, matrix: Value): Value {
  return graph.node("Transpose", [matrix], { attributes: { perm: [1, 0] } });
}

function oneDirection(graph: GraphBuilder, weights: Value): Value {
  return graph.node("Unsqueeze", [weights, graph.int64([0])]);
}
