import assert from "node:assert/strict";
import { GraphBuilder } from "../../../src/archive/graph/graph_builder.ts";
import { evaluateGraph, floats } from "./evaluate_graph.ts";

Deno.test("GraphBuilder reads a weight at its offset of the weights' file", async () => {
  const sum = await evaluateGraph(
    (graph) => graph.node("Add", [graph.weight("b"), "x"]),
    {
      weights: { a: floats([3], [9, 9, 9]), b: floats([2], [1, 2]) },
      feeds: { x: floats([2], [10, 20]) },
    },
  );
  assert.deepEqual(sum, { data: [11, 22], shape: [2] });
});

Deno.test("GraphBuilder puts attributes and constants into the graph", async () => {
  const { data, shape } = await evaluateGraph((graph) => {
    const [, right] = graph.nodes("Split", ["x"], {
      count: 2,
      attributes: { axis: 1 },
    });
    const row = graph.node("Transpose", [right!], {
      attributes: { perm: [1, 0] },
    });
    const half = graph.node("Mul", [row, graph.float(0.5)]);
    return graph.node("LeakyRelu", [half], { floats: { alpha: 0.25 } });
  }, { feeds: { x: floats([2, 2], [1, -2, 3, 4]) } });
  assert.deepEqual({ data, shape }, { data: [-0.25, 2], shape: [1, 2] });
});

Deno.test("GraphBuilder knows no weight that the file does not hold", () => {
  const graph = new GraphBuilder("test", {
    b: { shape: [1], offset: 0, byteLength: 4 },
  });
  assert.equal(graph.anyWeight("a", "b"), "b");
  assert.throws(() => graph.weight("a"), {
    name: "RangeError",
    message: "There is no weight a",
  });
});
