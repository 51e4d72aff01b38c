import type { ModelParams } from "../../config.ts";
import { FIRST_INDEX } from "../../features/sequences.ts";
import type { GraphBuilder, Value } from "./graph_builder.ts";

/** As in training: keeps a vector of zeros what it is. */
const EPSILON = 1e-12;
/** End of a slice that goes on to the last. */
const TO_END = 2 ** 31 - 1;

/**
 * Every item's score for session vectors: `[B, H]` → `[B, V − 2]`. Item vectors
 * of length 1 are constants, which a runtime computes once, when it loads the
 * graph.
 */
export function scoreItems(
  graph: GraphBuilder,
  sessions: Value,
  { tied, cosineScale }: ModelParams,
): Value {
  const table = tied
    ? graph.anyWeight("item.composed", "item.embedding")
    : graph.anyWeight("output.composed", "output.weight");
  const items = slice(graph, table, { axis: 0, from: FIRST_INDEX });
  const vectors = graph.hasWeight("projection.weight")
    ? graph.node("MatMul", [sessions, graph.weight("projection.weight")])
    : sessions;
  if (cosineScale !== null) {
    const scale = graph.float(cosineScale);
    const scaled = graph.node("Mul", [normalRows(graph, vectors), scale]);
    return product(graph, [scaled, normalRows(graph, items)]);
  }
  if (tied) return product(graph, [vectors, items]);
  // An output layer of its own has its bias in the last column.
  const rows = slice(graph, items, { axis: 1, from: 0, to: -1 });
  const column = slice(graph, items, { axis: 1, from: -1 });
  const bias = graph.node("Squeeze", [column, graph.int64([1])]);
  return product(graph, [vectors, rows], bias);
}

/** Inner products, and to each item's what it is given beforehand: `[B, V − 2]`. */
function product(
  graph: GraphBuilder,
  factors: readonly [Value, Value],
  bias?: Value,
): Value {
  const added = bias === undefined ? [] : [bias];
  if (graph.hasWeight("item.trend")) {
    const trend = graph.weight("item.trend");
    added.push(slice(graph, trend, { axis: 0, from: FIRST_INDEX }));
  }
  const sum = added.length === 2 ? [graph.node("Add", added)] : added;
  return graph.node("Gemm", [...factors, ...sum], {
    attributes: { transB: 1 },
    name: "scores",
  });
}

function normalRows(graph: GraphBuilder, rows: Value): Value {
  const squares = graph.node("ReduceSumSquare", [rows], {
    attributes: { axes: [1] },
  });
  const length = graph.node("Sqrt", [
    graph.node("Add", [squares, graph.float(EPSILON)]),
  ]);
  return graph.node("Div", [rows, length]);
}

function slice(
  graph: GraphBuilder,
  value: Value,
  { axis, from, to = TO_END }: { axis: number; from: number; to?: number },
): Value {
  const [start, end, axes] = [from, to, axis].map((it) => graph.int64([it]));
  return graph.node("Slice", [value, start!, end!, axes!]);
}
