import { DATA_TYPES } from "../native.ts";
import type { MatMulOptions, Operations } from "../operations.ts";
import {
  attributeValue,
  GraphDef,
  type Node,
  type NodeAttributes,
} from "./graph_def.ts";

const { int, bool, type, integers } = attributeValue;
const INTEGER = type(DATA_TYPES.int32);
const T = { T: type(DATA_TYPES.float32) };

/** Options of {@link GraphOperations.splitBy}. */
export interface SplitOptions {
  /** How many parts there are. */
  readonly count: number;
  /** The axis that is cut. */
  readonly axis: number;
  /** What is cut. @default {"float32"} */
  readonly kind?: "float32" | "int32";
}

/** {@link Operations} that add nodes to a graph, which computes when it runs. */
export class GraphOperations implements Operations<Node> {
  /** What has been said so far. */
  readonly graph = new GraphDef();

  /** A value that is given when the graph runs. */
  input(kind: "float32" | "int32" = "float32"): Node {
    return this.graph.add("Placeholder", [], { dtype: type(DATA_TYPES[kind]) });
  }

  /** A constant of whole numbers. */
  integers(shape: readonly number[], ...values: number[]): Node {
    const value = integers(shape, values);
    return this.graph.add("Const", [], { dtype: INTEGER, value });
  }

  add(a: Node, b: Node): Node {
    return this.#run("AddV2", [a, b]);
  }

  sub(a: Node, b: Node): Node {
    return this.#run("Sub", [a, b]);
  }

  mul(a: Node, b: Node): Node {
    return this.#run("Mul", [a, b]);
  }

  div(a: Node, b: Node): Node {
    return this.#run("RealDiv", [a, b]);
  }

  maximum(a: Node, b: Node): Node {
    return this.#run("Maximum", [a, b]);
  }

  neg(x: Node): Node {
    return this.#run("Neg", [x]);
  }

  exp(x: Node): Node {
    return this.#run("Exp", [x]);
  }

  log(x: Node): Node {
    return this.#run("Log", [x]);
  }

  softmax(x: Node): Node {
    return this.#run("Softmax", [x]);
  }

  sqrt(x: Node): Node {
    return this.#run("Sqrt", [x]);
  }

  sigmoid(x: Node): Node {
    return this.#run("Sigmoid", [x]);
  }

  tanh(x: Node): Node {
    return this.#run("Tanh", [x]);
  }

  sigmoidGrad(y: Node, dy: Node): Node {
    return this.#run("SigmoidGrad", [y, dy]);
  }

  tanhGrad(y: Node, dy: Node): Node {
    return this.#run("TanhGrad", [y, dy]);
  }

  addBias(x: Node, bias: Node): Node {
    return this.#run("BiasAdd", [x, bias]);
  }

  sumRows(x: Node): Node {
    return this.#run("BiasAddGrad", [x]);
  }

  sumColumns(x: Node): Node {
    return this.#run("Sum", [x, this.integers([], 1)], {
      Tidx: INTEGER,
      keep_dims: bool(true),
    });
  }

  addN(terms: readonly Node[]): Node {
    return this.#run("AddN", terms, { N: int(terms.length) });
  }

  matMul(a: Node, b: Node, options: MatMulOptions = {}): Node {
    return this.#run("MatMul", [a, b], {
      transpose_a: bool(options.transposeA ?? false),
      transpose_b: bool(options.transposeB ?? false),
    });
  }

  transpose(x: Node): Node {
    const order = this.integers([2], 1, 0);
    return this.#run("Transpose", [x, order], { Tperm: INTEGER });
  }

  concat(parts: readonly Node[], axis: number): Node {
    if (parts.length === 1) return parts[0]!;
    return this.#run("ConcatV2", [...parts, this.integers([], axis)], {
      N: int(parts.length),
      Tidx: INTEGER,
    });
  }

  split(x: Node, sizes: readonly number[], axis: number): Node[] {
    const given = this.integers([sizes.length], ...sizes);
    return this.splitBy(x, given, { count: sizes.length, axis });
  }

  /** As {@link split}, by sizes that are known when the graph runs. */
  splitBy(
    x: Node,
    sizes: Node,
    { count, axis, kind = "float32" }: SplitOptions,
  ): Node[] {
    const inputs = [x, sizes, this.integers([], axis)];
    const parts = this.graph.add("SplitV", inputs, {
      T: type(DATA_TYPES[kind]),
      Tlen: INTEGER,
      num_split: int(count),
    });
    return outputs(parts, count);
  }

  splitEqually(x: Node, count: number, axis: number): Node[] {
    const inputs = [this.integers([], axis), x];
    return outputs(
      this.#run("Split", inputs, { num_split: int(count) }),
      count,
    );
  }

  splitIntegers(x: Node, sizes: readonly number[], axis: number): Node[] {
    const given = this.integers([sizes.length], ...sizes);
    const count = sizes.length;
    return this.splitBy(x, given, { count, axis, kind: "int32" });
  }

  rows(x: Node, start: number, count: number): Node {
    return this.slice(
      x,
      this.integers([2], start, 0),
      this.integers([2], count, -1),
    );
  }

  columns(x: Node, start: number, count: number): Node {
    return this.slice(
      x,
      this.integers([2], 0, start),
      this.integers([2], -1, count),
    );
  }

  /** A part of a matrix, from where and how large known when the graph runs. */
  slice(x: Node, begin: Node, size: Node): Node {
    return this.#run("Slice", [x, begin, size], { Index: INTEGER });
  }

  gatherAt(x: Node, places: Node): Node {
    return this.graph.add("GatherNd", [x, places], {
      Tparams: T.T,
      Tindices: INTEGER,
    });
  }

  gatherRows(x: Node, rows: Node): Node {
    return this.graph.add("GatherV2", [x, rows, this.integers([], 0)], {
      Tparams: T.T,
      Tindices: INTEGER,
      Taxis: INTEGER,
    });
  }

  sumByRow(x: Node, rows: Node, like: Node): Node {
    const shape = this.#run("Shape", [like], { out_type: INTEGER });
    const [count] = this.splitIntegers(shape, [1, 1], 0);
    const scalar = this.graph.add("Reshape", [count!, this.integers([0])], {
      T: INTEGER,
      Tshape: INTEGER,
    });
    return this.#run("UnsortedSegmentSum", [x, rows, scalar], {
      Tindices: INTEGER,
      Tnumsegments: INTEGER,
    });
  }

  subtractRows(x: Node, rows: Node, values: Node): Node {
    const shape = this.integers([2], -1, 1);
    const places = this.graph.add("Reshape", [rows, shape], {
      T: INTEGER,
      Tshape: INTEGER,
    });
    return this.#run("TensorScatterSub", [x, places, values], {
      Tindices: INTEGER,
    });
  }

  padRows(x: Node, count: number): Node {
    return this.pad(x, this.integers([2, 2], 0, count, 0, 0));
  }

  /** Appends zeros, as many as is known when the graph runs. */
  pad(x: Node, paddings: Node): Node {
    return this.#run("Pad", [x, paddings], { Tpaddings: INTEGER });
  }

  /** TensorFlow frees what no operation needs any more. */
  release(): void {}

  #run(
    operation: string,
    inputs: readonly Node[],
    attributes: NodeAttributes = {},
  ): Node {
    return this.graph.add(operation, inputs, { ...T, ...attributes });
  }
}

/** All results of a node that has several. */
function outputs(node: Node, count: number): Node[] {
  return Array.from({ length: count }, (_, at) => `${node}:${at}`);
}
