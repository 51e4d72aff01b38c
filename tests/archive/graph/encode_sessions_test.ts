import assert from "node:assert/strict";
import { encodeSessions } from "../../../src/archive/graph/encode_sessions.ts";
import { evaluateGraph, floats, ints, isClose } from "./evaluate_graph.ts";
import { shopParams } from "../tiny_archive.ts";

Deno.test("encodeSessions() gives a session without events zeros", async () => {
  const { model } = shopParams({ encoder: "mean" });
  const { data } = await evaluateGraph(
    (graph) =>
      encodeSessions(graph, {
        events: "events",
        lengths: "lengths",
        steps: graph.int32(1),
      }, model),
    {
      weights: { "mean.weight": floats([1, 2], [1, 2]) },
      feeds: { events: floats([2, 1, 1], [3, 4]), lengths: ints([0, 1]) },
    },
  );
  assert.ok(isClose(data, [0, 0, 4, 8]), `${data}`);
});
