import type { ModelParams } from "../../config.ts";
import type { GraphBuilder, Value } from "./graph_builder.ts";
import { gruAttentionVector } from "./gru_attention_vector.ts";
import { runGru } from "./run_gru.ts";
import type { SessionInputs } from "./join_inputs.ts";
import { meanVector } from "./mean_vector.ts";
import { selfAttentionVector } from "./self_attention_vector.ts";

/**
 * The encoder that the parameters name: a vector after each session's last
 * event, zero where it has none: `[B, H]`.
 */
export function encodeSessions(
  graph: GraphBuilder,
  inputs: SessionInputs,
  params: ModelParams,
): Value {
  const vectors = lastVectors(graph, inputs, params);
  const lengths = graph.node("Cast", [inputs.lengths], {
    attributes: { to: 1 },
  });
  const isFilled = graph.node("Min", [lengths, graph.float(1)]); // [B]
  const column = graph.node("Unsqueeze", [isFilled, graph.int64([1])]);
  return graph.node("Mul", [vectors, column]);
}

function lastVectors(
  graph: GraphBuilder,
  inputs: SessionInputs,
  params: ModelParams,
): Value {
  switch (params.encoder) {
    case "gru":
      return runGru(graph, inputs, params).last;
    case "gru_attention":
      return gruAttentionVector(graph, inputs, params);
    case "self_attention":
      return selfAttentionVector(graph, inputs, params);
    case "mean":
      return meanVector(graph, inputs);
  }
}
