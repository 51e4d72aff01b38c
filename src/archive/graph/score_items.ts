import type { ModelParams } from "../../config.ts";
import { FIRST_INDEX } from "../../features/sequences.ts";
import type { GraphBuilder, Value } from "./graph_builder.ts";

/** As in training: keeps a vector of zeros what it is. */
const EPSILON = 1e-12;
/** End of a slice that goes on to the last. */
const TO_END = 2 ** 31 - 1;

/** Sessions of which the items are to be scored. */
export interface ScoredSessions {
  /** Their vectors: `[B, H]`. */
  readonly vectors: Value;
  /** The items that they hold, filled up with zeros: int32 `[B, T]`. */
  readonly items: Value;
}

/**
 * Every item's score for each session: `[B, V − 2]`. Item vectors of length 1
 * are constants, which a runtime computes once, when it loads the graph.
 */
export function scoreItems(
  graph: GraphBuilder,
  sessions: ScoredSessions,
  params: ModelParams,
): Value {
  const name = "scores";
  if (params.seenScore === 0) {
    return innerProducts(graph, sessions.vectors, { ...params, name });
  }
  const products = innerProducts(graph, sessions.vectors, params);
  const added = scoresOfSeen(graph, sessions.items, {
    score: params.seenScore,
    products,
  });
  return graph.node("Add", [products, added], { name });
}

/**
 * What is added for the items that the sessions hold: `[B, V − 2]`. Items are
 * scattered over all columns, then those of padding and OOV are cut off.
 */
function scoresOfSeen(
  graph: GraphBuilder,
  items: Value,
  { score, products }: { score: number; products: Value },
): Value {
  const columns = graph.node("Add", [
    graph.node("Shape", [products]),
    graph.int64([0, FIRST_INDEX]),
  ]);
  const zeros = graph.node("Expand", [graph.float(0), columns]);
  const scores = graph.node("Expand", [
    graph.float(score),
    graph.node("Shape", [items]),
  ]);
  const scattered = graph.node("ScatterElements", [zeros, items, scores], {
    attributes: { axis: 1 },
  });
  return slice(graph, scattered, { axis: 1, from: FIRST_INDEX });
}

type ProductParams = Pick<ModelParams, "tied" | "cosineScale"> & {
  readonly name?: string;
};

/** Inner products of sessions' and items' vectors: `[B, H]` → `[B, V − 2]`. */
function innerProducts(
  graph: GraphBuilder,
  sessions: Value,
  { tied, cosineScale, name }: ProductParams,
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
    return product(graph, [scaled, normalRows(graph, items)], { name });
  }
  if (tied) return product(graph, [vectors, items], { name });
  // An output layer of its own has its bias in the last column.
  const rows = slice(graph, items, { axis: 1, from: 0, to: -1 });
  const column = slice(graph, items, { axis: 1, from: -1 });
  const bias = graph.node("Squeeze", [column, graph.int64([1])]);
  return product(graph, [vectors, rows], { bias, name });
}

/** Inner products, and to each item's what it is given beforehand: `[B, V − 2]`. */
function product(
  graph: GraphBuilder,
  factors: readonly [Value, Value],
  { bias, name }: { bias?: Value; name: string | undefined },
): Value {
  const added = bias === undefined ? [] : [bias];
  if (graph.hasWeight("item.trend")) {
    const trend = graph.weight("item.trend");
    added.push(slice(graph, trend, { axis: 0, from: FIRST_INDEX }));
  }
  const sum = added.length === 2 ? [graph.node("Add", added)] : added;
  return graph.node("Gemm", [...factors, ...sum], {
    attributes: { transB: 1 },
    ...(name !== undefined && { name }),
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
