import { FIRST_INDEX } from "../../features/sequences.ts";
import { encodeSessions } from "./encode_sessions.ts";
import { GraphBuilder, type Value } from "./graph_builder.ts";
import type { ScoringGraphOptions } from "./graph_options.ts";
import { joinInputs, type SessionInputs } from "./join_inputs.ts";
import { scoreItems } from "./score_items.ts";

/**
 * The bytes of graph.onnx: the network from encoded sessions to the best items.
 *
 * Inputs: `items`, `categories.NAME` int32 `[B, T]`, filled up at the end;
 * `lengths` int32 `[B]`, the events of each session, 0 for an empty one;
 * `users` int32 `[B]`; `numbers` float `[B, T, F]`; `k` int64 `[1]`, how many
 * items are wanted. Those that the network does not read are absent.
 *
 * Outputs: `top_items` int32 `[B, K]` (indices of the vocabulary, the best
 * first, among equals the more popular), their `top_scores` and
 * `top_probabilities` (softmax over the catalogue) `[B, K]`, K being `k` or the
 * catalogue's size; and `scores` `[B, V − 2]`, of all items from the first, for
 * whoever chooses among some of them.
 */
export function scoringGraph(
  options: ScoringGraphOptions,
): Uint8Array<ArrayBuffer> {
  const { params, places } = options;
  const graph = new GraphBuilder("nextcart", places);
  const k = graph.input("k", "int64", [1]);
  const items = graph.input("items", "int32", ["B", "T"]);
  const lengths = graph.input("lengths", "int32", ["B"]);
  const inputs: SessionInputs = {
    events: joinInputs(graph, items, options),
    lengths,
    steps: axisSize(graph, items, 1),
  };
  const sessions = encodeSessions(graph, inputs, params);
  const scores = scoreItems(graph, { vectors: sessions, items }, params);
  rankItems(graph, scores, k);
  const table = places["item.composed"] ?? places["item.embedding"]!;
  const itemCount = table.shape[0]! - FIRST_INDEX;
  graph.output("top_items", "int32", ["B", "K"]);
  graph.output("top_scores", "float", ["B", "K"]);
  graph.output("top_probabilities", "float", ["B", "K"]);
  graph.output("scores", "float", ["B", itemCount]);
  return graph.finish();
}

/** Size of an axis, as an int32 scalar. */
function axisSize(graph: GraphBuilder, value: Value, axis: number): Value {
  const shape = graph.node("Shape", [value]);
  const size = graph.node("Gather", [shape, graph.int64(axis)]);
  return graph.node("Cast", [size], { attributes: { to: 6 } });
}

function rankItems(graph: GraphBuilder, scores: Value, k: Value): void {
  const shape = graph.node("Shape", [scores]);
  const count = graph.node("Gather", [shape, graph.int64([1])]);
  const width = graph.node("Min", [k, count]);
  const [values, places] = graph.nodes("TopK", [scores, width], { count: 2 });
  const items = graph.node("Add", [places!, graph.int64(FIRST_INDEX)]);
  graph.node("Cast", [items], { attributes: { to: 6 }, name: "top_items" });
  graph.node("Identity", [values!], { name: "top_scores" });
  // Softmax of all and a look at a few is faster than ReduceLogSumExp.
  const all = graph.node("Softmax", [scores]);
  graph.node("GatherElements", [all, places!], {
    attributes: { axis: 1 },
    name: "top_probabilities",
  });
}
