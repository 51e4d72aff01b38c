import type { Node } from "./graph/graph_def.ts";
import type { GraphOperations } from "./graph/graph_operations.ts";
import { type GraphEnds, GraphProgram } from "./graph/graph_program.ts";
import { isNative, usesCuda } from "./native.ts";
import type { Operations } from "./operations.ts";
import { productType } from "./product_type.ts";
import { runOperations } from "./run_operations.ts";
import { tf } from "./runtime.ts";

/** What a computation that is written in blocks goes by. */
export interface Blocks<T> {
  /** What it computes with. */
  readonly on: Operations<T>;
  /** The inputs, in their order. */
  readonly inputs: readonly T[];
  /** Cuts rows into those of each block. */
  cut(rows: T): T[];
  /** As {@link cut}, of whole numbers. */
  cutIntegers(rows: T): T[];
}

/** Options of {@link runBlocks}. */
export interface RunBlocksOptions {
  /** Rows of each block: see `blockSizes`. */
  readonly sizes: readonly number[];
  /** The same for all computations that differ in nothing but their sizes. */
  readonly name: string;
  /** Says what is computed. */
  readonly compute: <T>(blocks: Blocks<T>) => T[];
}

type Kind = "float32" | "int32";

/** By name and number of blocks; they last as long as the process. */
const programs = new Map<string, GraphProgram>();

/**
 * As `runOperations`, for rows that are worked on in blocks. Where TensorFlow
 * computes on the CPU, all is one graph: blocks are taken side by side, each from
 * its first operation to its last, and write over what they need no more.
 *
 * @param inputs 32-bit numbers, whole or floating.
 */
export function runBlocks(
  inputs: readonly tf.Tensor[],
  options: RunBlocksOptions,
): tf.Tensor[] {
  const { sizes, compute } = options;
  const program = findProgram(inputs, options);
  if (program !== undefined) {
    return tf.tidy(() =>
      program.run([...inputs, tf.tensor1d([...sizes], "int32")])
    );
  }
  return runOperations(
    inputs,
    <T>(on: Operations<T>, inputs: readonly T[]) =>
      compute({
        on,
        inputs,
        cut: (rows: T) => on.split(rows, sizes, 0),
        cutIntegers: (rows: T) => on.splitIntegers(rows, sizes, 0),
      }),
  );
}

/** On a GPU a graph is of no use; products of fewer bits are eager operations'. */
function findProgram(
  inputs: readonly tf.Tensor[],
  { sizes, name, compute }: RunBlocksOptions,
): GraphProgram | undefined {
  const isOfUse = isNative() && !usesCuda() && productType() === "float32";
  if (!isOfUse) return undefined;
  const key = `${name} in ${sizes.length}`;
  if (!programs.has(key)) {
    if (!GraphProgram.canRun()) return undefined;
    const kinds = inputs.map((it) => it.dtype as Kind);
    const build = (on: GraphOperations) =>
      buildGraph(on, { kinds, count: sizes.length, compute });
    programs.set(key, new GraphProgram(key, build));
  }
  return programs.get(key);
}

function buildGraph(
  on: GraphOperations,
  { kinds, count, compute }:
    & { kinds: readonly Kind[]; count: number }
    & Pick<RunBlocksOptions, "compute">,
): GraphEnds {
  const inputs = kinds.map((kind) => on.input(kind));
  const sizes = on.input("int32");
  const cut = (kind: Kind) => (rows: Node) =>
    on.splitBy(rows, sizes, { count, axis: 0, kind });
  return {
    inputs: [...inputs, sizes],
    outputs: compute({
      ...{ on, inputs },
      ...{ cut: cut("float32"), cutIntegers: cut("int32") },
    }),
  };
}
