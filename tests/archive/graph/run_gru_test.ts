import assert from "node:assert/strict";
import { runGru } from "../../../src/archive/graph/run_gru.ts";
import { evaluateGraph, floats, ints, isClose } from "./evaluate_graph.ts";
import { shopParams } from "../tiny_archive.ts";

const { model } = shopParams({ hiddenSize: 1 });
const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

Deno.test("runGru() takes gates in the order reset, update, candidate", async () => {
  const [wr, wz, wn] = [0.3, -0.7, 1.1];
  const [ur, uz, un] = [0.5, 0.2, -0.4];
  const [br, bz, bn] = [0.1, 0.2, 0.3];
  const [cr, cz, cn] = [-0.3, 0.6, 0.7];
  const { data } = await evaluateGraph(
    (graph) =>
      runGru(graph, {
        events: "events",
        lengths: "lengths",
        steps: graph.int32(2),
      }, model).last,
    {
      weights: {
        "gru.0.kernel": floats([1, 3], [wr, wz, wn]),
        "gru.0.recurrent": floats([1, 3], [ur, uz, un]),
        "gru.0.bias": floats([3], [br, bz, bn]),
        "gru.0.recurrent_bias": floats([3], [cr, cz, cn]),
      },
      feeds: {
        events: floats([2, 2, 1], [0.8, -0.5, 1.5, 99]),
        lengths: ints([2, 1]),
      },
    },
  );
  const step = (x: number, h: number) => {
    const r = sigmoid(x * wr + br + h * ur + cr);
    const z = sigmoid(x * wz + bz + h * uz + cz);
    const n = Math.tanh(x * wn + bn + r * (h * un + cn));
    return (1 - z) * n + z * h;
  };
  const wanted = [step(-0.5, step(0.8, 0)), step(1.5, 0)];
  assert.ok(isClose(data, wanted), `${data}, ${wanted}`);
});
