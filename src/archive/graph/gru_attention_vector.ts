import type { ModelParams } from "../../config.ts";
import type { GraphBuilder, Value } from "./graph_builder.ts";
import type { SessionInputs } from "./join_inputs.ts";
import { runGru } from "./run_gru.ts";
import { hideNegative, lastRows, stepsToLast } from "./steps.ts";

/**
 * The GRU's last state, joined with what it finds among the states so far and
 * with the last event: `[B, H]`. Only the last step looks back, as no other is
 * asked for.
 */
export function gruAttentionVector(
  graph: GraphBuilder,
  inputs: SessionInputs,
  params: ModelParams,
): Value {
  const product = (value: Value, name: string) =>
    graph.node("MatMul", [value, graph.weight(`attention.${name}`)]);
  const { states, last } = runGru(graph, inputs, params);
  const bySession = graph.node("Transpose", [states], {
    attributes: { perm: [1, 0, 2] },
  }); // [B, T, H]
  const query = graph.node("Unsqueeze", [
    product(last, "query"),
    graph.int64([1]),
  ]); // [B, 1, H]
  const keys = graph.node("Transpose", [product(bySession, "key")], {
    attributes: { perm: [0, 2, 1] },
  }); // [B, H, T]
  const logits = graph.node("Add", [
    graph.node("Mul", [
      graph.node("MatMul", [query, keys]),
      graph.float(1 / Math.sqrt(params.hiddenSize)),
    ]),
    graph.node("Unsqueeze", [distanceBias(graph, inputs), graph.int64([1])]),
  ]); // [B, 1, T]
  const shares = graph.node("Softmax", [logits]);
  const context = graph.node("Squeeze", [
    graph.node("MatMul", [shares, bySession]),
    graph.int64([1]),
  ]); // [B, H]
  const lastEvents = lastRows(graph, inputs.events, inputs.lengths);
  return graph.node("Sum", [
    last,
    product(context, "context"),
    product(lastEvents, "last"),
  ]);
}

/** What the last step adds to the logit of each: `[B, T]`. */
function distanceBias(graph: GraphBuilder, inputs: SessionInputs): Value {
  const biases = graph.weight("attention.distance_bias");
  const distances = stepsToLast(graph, inputs);
  const size = graph.node("Cast", [graph.node("Size", [biases])], {
    attributes: { to: 6 },
  });
  const bounded = graph.node("Clip", [
    distances,
    graph.int32(0),
    graph.node("Sub", [size, graph.int32(1)]),
  ]);
  return graph.node("Add", [
    graph.node("Gather", [biases, bounded]),
    hideNegative(graph, distances),
  ]);
}
