import {
  GraphBuilder,
  type Value,
} from "../../../src/archive/graph/graph_builder.ts";
import {
  encodeSafetensors,
  locateTensors,
  type StoredTensor,
} from "../../../src/safetensors.ts";
import { loadOnnxRuntime } from "../../../src/serve/scoring/load_onnx_runtime.ts";

const { InferenceSession, Tensor } = await loadOnnxRuntime();

/** A tensor of floats or of 32-bit whole numbers. */
export interface Feed {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** A tensor of floats, written down row by row. */
export function floats(shape: readonly number[], data: readonly number[]) {
  return { shape, data: Float32Array.from(data) };
}

/** A row of 32-bit whole numbers, or a rectangle of them. */
export function ints(data: readonly number[], shape = [data.length]) {
  return { shape, data: Int32Array.from(data) };
}

/**
 * Builds a graph, runs it in ONNX Runtime and gives the named value that `build`
 * returns.
 */
export async function evaluateGraph(
  build: (graph: GraphBuilder) => Value,
  { weights = {}, feeds = {} }: {
    weights?: Record<string, StoredTensor>;
    feeds?: Record<string, Feed>;
  },
): Promise<{ data: number[]; shape: readonly number[] }> {
  const file = encodeSafetensors({ tensors: weights, metadata: {} });
  const graph = new GraphBuilder("test", locateTensors(file, "x").places);
  for (const [name, { shape, data }] of Object.entries(feeds)) {
    const type = data instanceof Int32Array ? "int32" : "float";
    graph.input(name, type, shape);
  }
  const value = build(graph);
  graph.output(value, "float", []);
  const session = await InferenceSession.create(graph.finish(), {
    externalData: [{ path: "weights.safetensors", data: file }],
    logSeverityLevel: 3,
  });
  const outputs = await session.run(Object.fromEntries(
    Object.entries(feeds).map(([name, { shape, data }]) => [
      name,
      data instanceof Int32Array
        ? new Tensor("int32", data, shape)
        : new Tensor("float32", data, shape),
    ]),
  ));
  await session.release();
  const { data, dims } = outputs[value]!;
  return { data: Array.from(data as Float32Array, Number), shape: dims };
}

/** Whether numbers are those that are wanted, within a millionth. */
export function isClose(
  found: readonly number[],
  wanted: readonly number[],
): boolean {
  return found.length === wanted.length &&
    found.every((it, at) => Math.abs(it - wanted[at]!) < 1e-6);
}
