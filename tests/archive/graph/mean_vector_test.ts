import assert from "node:assert/strict";
import { meanVector } from "../../../src/archive/graph/mean_vector.ts";
import { evaluateGraph, floats, ints, isClose } from "./evaluate_graph.ts";

Deno.test("meanVector() takes the mean of a session's own events and projects it", async () => {
  const { data, shape } = await evaluateGraph(
    (graph) =>
      meanVector(graph, {
        events: "events",
        lengths: "lengths",
        steps: graph.int32(2),
      }),
    {
      weights: { "mean.weight": floats([2, 1], [1, 10]) },
      feeds: {
        // The second session has one event; what fills it up does not count.
        events: floats([2, 2, 2], [1, 2, 3, 4, 5, 6, 99, 99]),
        lengths: ints([2, 1]),
      },
    },
  );
  // (1 + 3) / 2 + 10 · (2 + 4) / 2 and 5 + 10 · 6.
  assert.ok(isClose(data, [32, 65]), `${data}`);
  assert.deepEqual(shape, [2, 1]);
});
