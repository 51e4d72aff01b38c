import type { GraphBuilder, Value } from "./graph_builder.ts";
import type { SessionInputs } from "./join_inputs.ts";

/** Logit of what must not be seen, as in training. */
export const HIDDEN: number = -1e9;

/** The steps' numbers, from 0: int32 `[T]`. */
export function stepNumbers(graph: GraphBuilder, steps: Value): Value {
  return graph.node("Range", [graph.int32(0), steps, graph.int32(1)]);
}

/** How many steps each lies before its session's last: int32 `[B, T]`, negative behind it. */
export function stepsToLast(
  graph: GraphBuilder,
  { lengths, steps }: SessionInputs,
): Value {
  const last = graph.node("Sub", [lengths, graph.int32(1)]);
  const column = graph.node("Unsqueeze", [last, graph.int64([1])]);
  return graph.node("Sub", [column, stepNumbers(graph, steps)]);
}

/** 0 where a number is not negative, {@link HIDDEN} elsewhere; of its shape. */
export function hideNegative(graph: GraphBuilder, numbers: Value): Value {
  const isHidden = graph.node("Less", [numbers, graph.int32(0)]);
  return graph.node("Where", [isHidden, graph.float(HIDDEN), graph.float(0)]);
}

/** Row of each session's last event, the first where there is none: `[B, T, H]` → `[B, H]`. */
export function lastRows(
  graph: GraphBuilder,
  rows: Value,
  lengths: Value,
): Value {
  const last = graph.node("Sub", [lengths, graph.int32(1)]);
  const place = graph.node("Max", [last, graph.int32(0)]);
  const column = graph.node("Cast", [
    graph.node("Unsqueeze", [place, graph.int64([1])]),
  ], { attributes: { to: 7 } });
  return graph.node("GatherND", [rows, column], {
    attributes: { batch_dims: 1 },
  });
}
