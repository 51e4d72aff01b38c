import assert from "node:assert/strict";
import {
  hideNegative,
  lastRows,
  stepNumbers,
  stepsToLast,
} from "../../../src/archive/graph/steps.ts";
import { evaluateGraph, floats, ints } from "./evaluate_graph.ts";

Deno.test("stepNumbers() counts from 0", async () => {
  const { data } = await evaluateGraph(
    (graph) => asFloat(graph, stepNumbers(graph, graph.int32(4))),
    {},
  );
  assert.deepEqual(data, [0, 1, 2, 3]);
});

Deno.test("stepsToLast() counts back from each session's last event", async () => {
  const { data, shape } = await evaluateGraph(
    (graph) => {
      const inputs = { events: "", lengths: "lengths", steps: graph.int32(3) };
      return asFloat(graph, stepsToLast(graph, inputs));
    },
    { feeds: { lengths: ints([3, 1, 0]) } },
  );
  assert.deepEqual(shape, [3, 3]);
  assert.deepEqual(data, [2, 1, 0, 0, -1, -2, -1, -2, -3]);
});

Deno.test("hideNegative() hides what lies behind a session's end", async () => {
  const { data } = await evaluateGraph(
    (graph) => hideNegative(graph, "x"),
    { feeds: { x: ints([2, 0, -1]) } },
  );
  assert.deepEqual(data, [0, 0, -1e9]);
});

Deno.test("lastRows() takes each session's last row, the first of an empty one", async () => {
  const { data, shape } = await evaluateGraph(
    (graph) => lastRows(graph, "rows", "lengths"),
    {
      feeds: {
        rows: floats([3, 2, 1], [1, 2, 3, 4, 5, 6]),
        lengths: ints([2, 1, 0]),
      },
    },
  );
  assert.deepEqual({ data, shape }, { data: [2, 3, 5], shape: [3, 1] });
});

// deno-lint-ignore no-explicit-any
function asFloat(graph: any, value: string): string {
  return graph.node("Cast", [value], { attributes: { to: 1 } });
}
