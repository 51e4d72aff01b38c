import assert from "node:assert/strict";
import { scoreItems } from "../../../src/archive/graph/score_items.ts";
import { evaluateGraph, floats, ints, isClose } from "./evaluate_graph.ts";
import { shopParams } from "../tiny_archive.ts";

const SESSIONS = { vectors: "vectors", items: "items" };
const feeds = {
  vectors: floats([1, 2], [3, 4]),
  items: ints([3, 1, 3, 0], [1, 4]),
};
const TABLE = [9, 9, 9, 9, 1, 2, 0, 5];

Deno.test("scoreItems() leaves padding and OOV out", async () => {
  const { model } = shopParams({ cosineScale: null });
  const { data, shape } = await evaluateGraph(
    (graph) => scoreItems(graph, SESSIONS, model),
    { weights: { "item.embedding": floats([4, 2], TABLE) }, feeds },
  );
  assert.deepEqual({ data, shape }, { data: [11, 20], shape: [1, 2] });
});

Deno.test("scoreItems() scales cosines", async () => {
  const { model } = shopParams({ cosineScale: 10 });
  const { data } = await evaluateGraph(
    (graph) => scoreItems(graph, SESSIONS, model),
    { weights: { "item.embedding": floats([4, 2], TABLE) }, feeds },
  );
  // 10 · (3 + 8) / (5 · √5) and 10 · 4 / 5.
  assert.ok(isClose(data, [22 / Math.sqrt(5), 8]), `${data}`);
});

Deno.test("scoreItems() adds the bias in the last column, and the trend", async () => {
  const { model } = shopParams({ tied: false, cosineScale: null });
  const { data } = await evaluateGraph(
    (graph) => scoreItems(graph, SESSIONS, model),
    {
      weights: {
        "output.weight": floats([3, 3], [9, 9, 9, 9, 9, 9, 1, 2, 0.5]),
        "item.trend": floats([3], [7, 7, 0.25]),
      },
      feeds,
    },
  );
  assert.ok(isClose(data, [11.75]), `${data}`);
});

Deno.test("scoreItems() adds seenScore once to what the session holds, however often", async () => {
  const { model } = shopParams({ cosineScale: null, seenScore: -0.5 });
  const { data, shape } = await evaluateGraph(
    (graph) => scoreItems(graph, SESSIONS, model),
    { weights: { "item.embedding": floats([4, 2], TABLE) }, feeds },
  );
  assert.deepEqual({ data, shape }, { data: [11, 19.5], shape: [1, 2] });
});
