import type { ModelParams } from "../../config.ts";
import type { GraphBuilder, Value } from "./graph_builder.ts";
import type { SessionInputs } from "./join_inputs.ts";
import { hideNegative, lastRows, stepNumbers } from "./steps.ts";

/** As in training: keeps a norm finite where a row's values are all alike. */
const EPSILON = 1e-5;

/** A block's weight by its short name. */
type Weight = (name: string) => Value;

/** Blocks of causal self-attention; the vector after the last event: `[B, H]`. */
export function selfAttentionVector(
  graph: GraphBuilder,
  inputs: SessionInputs,
  params: ModelParams,
): Value {
  const { layers, hiddenSize } = params;
  const entered = graph.hasWeight("self_attention.input")
    ? graph.node("MatMul", [
      inputs.events,
      graph.weight("self_attention.input"),
    ])
    : inputs.events;
  const scale = graph.float(Math.sqrt(hiddenSize));
  let x = graph.node("Mul", [entered, scale]); // [B, T, H]
  const distances = distancesBack(graph, inputs.steps);
  for (let layer = 0; layer < layers; layer++) {
    const weight = (name: string) =>
      graph.weight(`self_attention.${layer}.${name}`);
    const found = attend(graph, norm(graph, x, weight, "attention_norm"), {
      weight,
      distances,
      params,
    });
    x = graph.node("Add", [x, found]);
    const normal = norm(graph, x, weight, "feed_forward_norm");
    x = graph.node("Add", [x, feedForward(graph, normal, weight)]);
  }
  const last = lastRows(graph, x, inputs.lengths);
  const weight = (name: string) => graph.weight(`self_attention.${name}`);
  return norm(graph, last, weight, "norm");
}

/** How many steps a read one lies back, by reading and read step: int32 `[T, T]`. */
function distancesBack(graph: GraphBuilder, steps: Value): Value {
  const numbers = stepNumbers(graph, steps);
  const reading = graph.node("Unsqueeze", [numbers, graph.int64([1])]);
  return graph.node("Sub", [reading, numbers]);
}

/** Every event's sum over those up to it, head by head: `[B, T, H]`. */
function attend(
  graph: GraphBuilder,
  x: Value,
  { weight, distances, params }: {
    weight: Weight;
    distances: Value;
    params: ModelParams;
  },
): Value {
  const { heads, hiddenSize: H } = params;
  const projected = graph.node("MatMul", [x, weight("query_key_value")]);
  const split = graph.node("Reshape", [
    projected,
    graph.int64([0, 0, 3 * heads, H / heads]),
  ]);
  const byHead = graph.node("Transpose", [split], {
    attributes: { perm: [0, 2, 1, 3] },
  }); // [B, 3 × heads, T, H / heads]
  const [query, key, value] = graph.nodes("Split", [byHead], {
    count: 3,
    attributes: { axis: 1 },
  });
  const keys = graph.node("Transpose", [key!], {
    attributes: { perm: [0, 1, 3, 2] },
  });
  const products = graph.node("Mul", [
    graph.node("MatMul", [query!, keys]),
    graph.float(Math.sqrt(heads / H)),
  ]);
  const bias = distanceBias(graph, weight("distance_bias"), distances);
  const shares = graph.node("Softmax", [graph.node("Add", [products, bias])]);
  const sums = graph.node("Transpose", [
    graph.node("MatMul", [shares, value!]),
  ], { attributes: { perm: [0, 2, 1, 3] } });
  const joined = graph.node("Reshape", [sums, graph.int64([0, 0, H])]);
  return graph.node("MatMul", [joined, weight("context")]);
}

/** What attention adds to its logits: `[heads, T, T]`. */
function distanceBias(
  graph: GraphBuilder,
  biases: Value,
  distances: Value,
): Value {
  const shape = graph.node("Shape", [biases]);
  const size = graph.node("Cast", [
    graph.node("Gather", [shape, graph.int64(1)]),
  ], { attributes: { to: 6 } });
  const bounded = graph.node("Clip", [
    distances,
    graph.int32(0),
    graph.node("Sub", [size, graph.int32(1)]),
  ]);
  return graph.node("Add", [
    graph.node("Gather", [biases, bounded], { attributes: { axis: 1 } }),
    hideNegative(graph, distances),
  ]);
}

function feedForward(graph: GraphBuilder, x: Value, weight: Weight): Value {
  const dense = (input: Value, name: string) =>
    graph.node("Add", [
      graph.node("MatMul", [input, weight(name)]),
      weight(`${name}_bias`),
    ]);
  return dense(graph.node("Relu", [dense(x, "inner")]), "outer");
}

function norm(
  graph: GraphBuilder,
  x: Value,
  weight: Weight,
  name: string,
): Value {
  const inputs = [x, weight(`${name}_scale`), weight(`${name}_shift`)];
  return graph.node("LayerNormalization", inputs, {
    floats: { epsilon: EPSILON },
  });
}
