import type { Tensor as OnnxTensor } from "onnxruntime-node";
import type { Sequences } from "../../../src/features/sequences.ts";
import { padSessions } from "../../../src/serve/scoring/pad_sessions.ts";
import { loadOnnxRuntime } from "../../../src/serve/scoring/load_onnx_runtime.ts";

const { InferenceSession, Tensor } = await loadOnnxRuntime();

export interface GraphResult {
  readonly items: Int32Array;
  readonly scores: Float32Array;
  readonly probabilities: Float32Array;
  /** Of all items, session by session. */
  readonly allScores: Float32Array;
  /** Length of each list. */
  readonly k: number;
}

/** Runs a scoring graph on sessions, with its weights from memory. */
export async function runGraph(
  graph: Uint8Array,
  weights: Uint8Array,
  { sequences, k }: { sequences: Sequences; k: number },
): Promise<GraphResult> {
  const session = await InferenceSession.create(graph, {
    externalData: [{ path: "weights.safetensors", data: weights }],
    intraOpNumThreads: 1,
  });
  const { B, T, ...padded } = padSessions([sequences], {
    categories: Object.keys(sequences.categories),
    numbers: Object.keys(sequences.numbers),
  });
  const numberCount = Object.keys(sequences.numbers).length;
  const feeds: Record<string, OnnxTensor> = {
    k: new Tensor("int64", BigInt64Array.of(BigInt(k)), [1]),
    items: new Tensor("int32", padded.items, [B, T]),
    lengths: new Tensor("int32", padded.lengths, [B]),
    users: new Tensor("int32", padded.users, [B]),
    numbers: new Tensor("float32", padded.numbers, [B, T, numberCount]),
  };
  for (const [name, values] of Object.entries(padded.categories)) {
    feeds[`categories.${name}`] = new Tensor("int32", values, [B, T]);
  }
  const wanted = session.inputNames.map((name) => [name, feeds[name]!]);
  const outputs = await session.run(Object.fromEntries(wanted));
  await session.release();
  return {
    items: outputs.top_items!.data as Int32Array,
    scores: outputs.top_scores!.data as Float32Array,
    probabilities: outputs.top_probabilities!.data as Float32Array,
    allScores: outputs.scores!.data as Float32Array,
    k: outputs.top_items!.dims[1]!,
  };
}
