import assert from "node:assert/strict";
import { selfAttentionVector } from "../../../src/archive/graph/self_attention_vector.ts";
import { evaluateGraph, floats, ints } from "./evaluate_graph.ts";
import { shopParams } from "../tiny_archive.ts";

const block = (name: string) => `self_attention.0.${name}`;
const IDENTITY = floats([2, 2], [1, 0, 0, 1]);
const ZEROS = floats([2], [0, 0]);
const ONES = floats([2], [1, 1]);

Deno.test("selfAttentionVector() attends to the events up to the last, none behind it", async () => {
  const { model } = shopParams({ encoder: "self_attention", hiddenSize: 2 });
  const { data } = await evaluateGraph(
    (graph) =>
      selfAttentionVector(graph, {
        events: "events",
        lengths: "lengths",
        steps: graph.int32(2),
      }, model),
    {
      weights: {
        [block("attention_norm_scale")]: ONES,
        [block("attention_norm_shift")]: ZEROS,
        // Queries and keys are zero: only distances tell events apart.
        [block("query_key_value")]: floats(
          [2, 6],
          [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1],
        ),
        [block("distance_bias")]: floats([1, 2], [Math.log(3), 0]),
        [block("context")]: IDENTITY,
        [block("feed_forward_norm_scale")]: ONES,
        [block("feed_forward_norm_shift")]: ZEROS,
        [block("inner")]: IDENTITY,
        [block("inner_bias")]: ZEROS,
        [block("outer")]: floats([2, 2], [0, 0, 0, 0]),
        [block("outer_bias")]: floats([2], [10, 0]),
        "self_attention.norm_scale": floats([2], [1, 2]),
        "self_attention.norm_shift": floats([2], [0, 5]),
      },
      feeds: {
        events: floats([2, 2, 2], [1, -1, -3, 3, 2, -2, 99, 0]),
        lengths: ints([2, 1]),
      },
    },
  );
  // Normalised rows are ±1; whatever is added, a row of two has the norm
  // (1, −1) or (−1, 1): the first is the larger of both sessions' last vectors.
  // Session one: √2·(−3, 3) + ¾·(−1, 1) + ¼·(1, −1) + (10, 0) = (5.26, 4.74).
  assert.ok(isNear(data, [1, 3, 1, 3]), `${data}`);
});

/** The norm's epsilon takes a little off. */
function isNear(found: readonly number[], wanted: readonly number[]) {
  return found.every((it, at) => Math.abs(it - wanted[at]!) < 1e-3);
}
