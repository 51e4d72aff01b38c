import assert from "node:assert/strict";
import { joinInputs } from "../../../src/archive/graph/join_inputs.ts";
import { GraphBuilder } from "../../../src/archive/graph/graph_builder.ts";
import { evaluateGraph, floats, ints } from "./evaluate_graph.ts";
import { shopParams } from "../tiny_archive.ts";

Deno.test("joinInputs() joins item, user, categories and numbers event by event", async () => {
  const { model } = shopParams({ useNumbers: true });
  const { data, shape } = await evaluateGraph(
    (graph) =>
      joinInputs(withoutInputs(graph), "items", {
        params: model,
        categories: ["brand", "colour"],
        numbers: ["price"],
        places: {},
      }),
    {
      weights: {
        "item.embedding": floats([3, 1], [0, 1, 2]),
        "user.embedding": floats([2, 1], [10, 20]),
        // Nothing is known of colours.
        "category.brand.embedding": floats([2, 1], [0.25, 0.5]),
      },
      feeds: {
        items: ints([2, 1], [1, 2]),
        users: ints([1]),
        "categories.brand": ints([0, 1], [1, 2]),
        numbers: floats([1, 2, 1], [-1, -2]),
      },
    },
  );
  assert.deepEqual(shape, [1, 2, 4]);
  assert.deepEqual(data, [2, 20, 0.25, -1, 1, 20, 0.5, -2]);
});

/** The inputs are there already. */
function withoutInputs(graph: GraphBuilder): GraphBuilder {
  graph.input = (name) => name;
  return graph;
}
