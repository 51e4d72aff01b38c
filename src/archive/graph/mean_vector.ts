import type { GraphBuilder, Value } from "./graph_builder.ts";
import type { SessionInputs } from "./join_inputs.ts";
import { stepsToLast } from "./steps.ts";

/** The mean of a session's inputs, projected: `[B, H]`. */
export function meanVector(graph: GraphBuilder, inputs: SessionInputs): Value {
  const isBehind = graph.node("Less", [
    stepsToLast(graph, inputs),
    graph.int32(0),
  ]); // [B, T]
  const lengths = graph.node("Cast", [inputs.lengths], {
    attributes: { to: 1 },
  });
  const share = graph.node("Div", [
    graph.float(1),
    graph.node("Unsqueeze", [lengths, graph.int64([1])]),
  ]); // [B, 1]
  const shares = graph.node("Where", [isBehind, graph.float(0), share]);
  const row = graph.node("Unsqueeze", [shares, graph.int64([1])]);
  const sums = graph.node("MatMul", [row, inputs.events]); // [B, 1, D]
  const means = graph.node("Squeeze", [sums, graph.int64([1])]);
  return graph.node("MatMul", [means, graph.weight("mean.weight")]);
}
