import assert from "node:assert/strict";
import { gruAttentionVector } from "../../../src/archive/graph/gru_attention_vector.ts";
import { runGru } from "../../../src/archive/graph/run_gru.ts";
import { evaluateGraph, floats, ints, isClose } from "./evaluate_graph.ts";
import { shopParams } from "../tiny_archive.ts";

const { model } = shopParams({ encoder: "gru_attention", hiddenSize: 1 });
const weights = {
  "gru.0.kernel": floats([1, 3], [0.3, -0.7, 1.1]),
  "gru.0.recurrent": floats([1, 3], [0.5, 0.2, -0.4]),
  "gru.0.bias": floats([3], [0.1, 0.2, 0.3]),
  "gru.0.recurrent_bias": floats([3], [-0.3, 0.6, 0.7]),
  "attention.query": floats([1, 1], [2]),
  "attention.key": floats([1, 1], [3]),
  "attention.distance_bias": floats([2], [0.4, -0.2]),
  "attention.context": floats([1, 1], [0.5]),
  "attention.last": floats([1, 1], [0.125]),
};
const feeds = {
  events: floats([2, 3, 1], [0.8, -0.5, 0.9, 1.5, 99, 99]),
  lengths: ints([3, 1]),
};

Deno.test("gruAttentionVector() adds what the last state finds among the states, and the last event", async () => {
  const inputs = { events: "events", lengths: "lengths" };
  const states = await evaluateGraph(
    (graph) =>
      runGru(graph, { ...inputs, steps: graph.int32(3) }, model).states,
    { weights, feeds },
  );
  const { data } = await evaluateGraph(
    (graph) =>
      gruAttentionVector(graph, { ...inputs, steps: graph.int32(3) }, model),
    { weights, feeds },
  );
  // States step by step, both sessions at each; the first session's are here.
  const [s0, t0, s1, , s2] = states.data as number[];
  // Two steps back count as one: there are two distances only.
  const logits = [s0!, s1!, s2!].map((state, at) =>
    2 * s2! * 3 * state + (at === 2 ? 0.4 : -0.2)
  );
  const shares = logits.map(Math.exp);
  const total = shares.reduce((sum, it) => sum + it);
  const context = (shares[0]! * s0! + shares[1]! * s1! + shares[2]! * s2!) /
    total;
  const wanted = [
    s2! + 0.5 * context + 0.125 * 0.9,
    t0! + 0.5 * t0! + 0.125 * 1.5,
  ];
  assert.ok(isClose(data, wanted), `${data}, ${wanted}`);
});
