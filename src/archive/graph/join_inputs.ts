import type { GraphBuilder, Value } from "./graph_builder.ts";
import type { ScoringGraphOptions } from "./graph_options.ts";

/** What encoders read. */
export interface SessionInputs {
  /** Joined inputs of each event: `[B, T, D]`. */
  readonly events: Value;
  /** Events of each session: int32 `[B]`. */
  readonly lengths: Value;
  /** `T`: an int32 scalar. */
  readonly steps: Value;
}

/**
 * Embeddings of item, user and categories, and the numbers, event by event:
 * `[B, T, D]`. Adds the inputs of those that the network reads.
 */
export function joinInputs(
  graph: GraphBuilder,
  items: Value,
  { params, categories, numbers }: ScoringGraphOptions,
): Value {
  const look = (table: string, indices: Value) =>
    graph.node("Gather", [graph.weight(table), indices]);
  const itemTable = graph.anyWeight("item.composed", "item.embedding");
  const parts = [look(itemTable, items)];
  if (graph.hasWeight("user.embedding")) {
    const users = graph.input("users", "int32", ["B"]);
    const column = graph.node("Unsqueeze", [users, graph.int64([1])]);
    const shape = graph.node("Shape", [items]);
    parts.push(look("user.embedding", graph.node("Expand", [column, shape])));
  }
  for (const name of categories) {
    const table = `category.${name}.embedding`;
    if (!graph.hasWeight(table)) continue;
    const indices = graph.input(`categories.${name}`, "int32", ["B", "T"]);
    parts.push(look(table, indices));
  }
  if (params.useNumbers && numbers.length > 0) {
    parts.push(graph.input("numbers", "float", ["B", "T", numbers.length]));
  }
  return parts.length === 1
    ? parts[0]!
    : graph.node("Concat", parts, { attributes: { axis: 2 } });
}
