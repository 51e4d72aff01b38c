import * as tf from "@tensorflow/tfjs-core";
import { type Attribute, DATA_TYPES } from "./native.ts";
import type { MatMulOptions, Operations } from "./operations.ts";
import { productType } from "./product_type.ts";

/** A tensor that TensorFlow holds and tfjs does not know of. */
export type Handle = number;

interface Output {
  readonly id: Handle;
  readonly shape: number[];
  readonly dtype: number;
}

interface Binding {
  readonly [constant: `TF_${string}`]: number;
  executeOp(
    name: string,
    attributes: readonly Attribute[],
    inputs: readonly Handle[],
    outputs: number,
  ): Output[];
  createTensor(shape: number[], dtype: number, values: Int32Array): Handle;
  deleteTensor(handle: Handle): void;
}

interface NativeBackend {
  readonly binding: Binding;
  getInputTensorIds(tensors: readonly tf.Tensor[]): Handle[];
  createOutputTensor(output: Output): tf.Tensor;
}

/**
 * {@link Operations} by TensorFlow itself, past tfjs: of many small operations
 * tfjs's tensors cost as much as what is computed. Results live until
 * {@link release} or {@link dispose}; what {@link give} makes a tensor of lives
 * as long as that.
 */
export class HandleScope implements Operations<Handle> {
  readonly #backend = tf.backend() as unknown as NativeBackend;
  readonly #binding = this.#backend.binding;
  readonly #outputs = new Map<Handle, Output>();
  readonly #float = [this.#attribute("T", "TYPE", this.#binding.TF_FLOAT!)];

  /** Handles of tensors, which stay their owner's. */
  take(tensors: readonly tf.Tensor[]): Handle[] {
    return this.#backend.getInputTensorIds(tensors);
  }

  /** Makes a tensor of a result; the caller owns it. */
  give(handle: Handle): tf.Tensor {
    const output = this.#outputs.get(handle)!;
    this.#outputs.delete(handle);
    return this.#backend.createOutputTensor(output);
  }

  /** Frees results at once; handles that were taken stay. */
  release(...results: Handle[]): void {
    for (const handle of results) {
      if (this.#outputs.delete(handle)) this.#binding.deleteTensor(handle);
    }
  }

  /** Frees all results that have not been given. */
  dispose(): void {
    this.release(...this.#outputs.keys());
  }

  /** Runs any operation: see {@link runOp}. */
  execute(
    name: string,
    inputs: readonly Handle[],
    options: { attributes: readonly Attribute[]; outputs: number },
  ): Handle[] {
    const { attributes, outputs } = options;
    return this.#binding.executeOp(name, attributes, inputs, outputs)
      .map((output) => {
        this.#outputs.set(output.id, output);
        return output.id;
      });
  }

  /** a + b, element by element. */
  add(a: Handle, b: Handle): Handle {
    return this.#run("AddV2", [a, b]);
  }

  /** a − b, element by element. */
  sub(a: Handle, b: Handle): Handle {
    return this.#run("Sub", [a, b]);
  }

  /** a · b, element by element. */
  mul(a: Handle, b: Handle): Handle {
    return this.#run("Mul", [a, b]);
  }

  /** a / b, element by element. */
  div(a: Handle, b: Handle): Handle {
    return this.#run("RealDiv", [a, b]);
  }

  /** The larger one, element by element. */
  maximum(a: Handle, b: Handle): Handle {
    return this.#run("Maximum", [a, b]);
  }

  /** eˣ, element by element. */
  exp(x: Handle): Handle {
    return this.#run("Exp", [x]);
  }

  log(x: Handle): Handle {
    return this.#run("Log", [x]);
  }

  softmax(x: Handle): Handle {
    return this.#run("Softmax", [x]);
  }

  sqrt(x: Handle): Handle {
    return this.#run("Sqrt", [x]);
  }

  /** −x, element by element. */
  neg(x: Handle): Handle {
    return this.#run("Neg", [x]);
  }

  /** 1 / (1 + e⁻ˣ), element by element. */
  sigmoid(x: Handle): Handle {
    return this.#run("Sigmoid", [x]);
  }

  /** tanh x, element by element. */
  tanh(x: Handle): Handle {
    return this.#run("Tanh", [x]);
  }

  sigmoidGrad(y: Handle, dy: Handle): Handle {
    return this.#run("SigmoidGrad", [y, dy]);
  }

  tanhGrad(y: Handle, dy: Handle): Handle {
    return this.#run("TanhGrad", [y, dy]);
  }

  addBias(x: Handle, bias: Handle): Handle {
    return this.#run("BiasAdd", [x, bias]);
  }

  sumRows(x: Handle): Handle {
    return this.#run("BiasAddGrad", [x]);
  }

  sumColumns(x: Handle): Handle {
    return this.#run("Sum", [x, this.#integers([], 1)], [
      ...this.#float,
      this.#attribute("Tidx", "TYPE", this.#binding.TF_INT32!),
      this.#attribute("keep_dims", "BOOL", true),
    ]);
  }

  addN(terms: readonly Handle[]): Handle {
    const count = this.#attribute("N", "INT", terms.length);
    return this.#run("AddN", terms, [...this.#float, count]);
  }

  /** The product of matrices. */
  matMul(a: Handle, b: Handle, options: MatMulOptions = {}): Handle {
    const type = productType(options);
    if (type === "float32") return this.#matMul(a, b, options);
    // The one that can: see registerNativeMatMul().
    if (type === "bfloat16 inside") return this.#batchMatMul(a, b, options);
    const { float32, [type]: narrow } = DATA_TYPES;
    const factors = [a, b].map((it) => this.cast(it, float32, narrow));
    const [left, right] = factors as [Handle, Handle];
    const product = this.#matMul(left, right, options, narrow);
    const result = this.cast(product, narrow, float32);
    this.release(left, right, product);
    return result;
  }

  /** Values in another type: see {@link DATA_TYPES}. */
  cast(x: Handle, from: number, to: number): Handle {
    return this.#run("Cast", [x], [
      this.#attribute("SrcT", "TYPE", from),
      this.#attribute("DstT", "TYPE", to),
    ]);
  }

  transpose(x: Handle): Handle {
    return this.#run("Transpose", [x, this.#integers([2], 1, 0)], [
      ...this.#float,
      this.#attribute("Tperm", "TYPE", this.#binding.TF_INT32!),
    ]);
  }

  /** Joins tensors along an axis. */
  concat(parts: readonly Handle[], axis: number): Handle {
    if (parts.length === 1) return parts[0]!;
    const count = this.#attribute("N", "INT", parts.length);
    const inputs = [...parts, this.#integers([], axis)];
    return this.#run("ConcatV2", inputs, [...this.#float, count]);
  }

  split(x: Handle, sizes: readonly number[], axis: number): Handle[] {
    return this.#split(x, sizes, { axis, type: this.#float[0]! });
  }

  splitEqually(x: Handle, count: number, axis: number): Handle[] {
    return this.execute("Split", [this.#integers([], axis), x], {
      attributes: [...this.#float, this.#attribute("num_split", "INT", count)],
      outputs: count,
    });
  }

  splitIntegers(x: Handle, sizes: readonly number[], axis: number): Handle[] {
    const type = this.#attribute("T", "TYPE", this.#binding.TF_INT32!);
    return this.#split(x, sizes, { axis, type });
  }

  rows(x: Handle, start: number, count: number): Handle {
    return this.#slice(x, [start, 0], [count, -1]);
  }

  columns(x: Handle, start: number, count: number): Handle {
    return this.#slice(x, [0, start], [-1, count]);
  }

  gatherAt(x: Handle, places: Handle): Handle {
    return this.#run("GatherNd", [x, places], [
      this.#attribute("Tparams", "TYPE", this.#binding.TF_FLOAT!),
      this.#attribute("Tindices", "TYPE", this.#binding.TF_INT32!),
    ]);
  }

  gatherRows(x: Handle, rows: Handle): Handle {
    const type = this.#binding.TF_INT32!;
    return this.#run("GatherV2", [x, rows, this.#integers([], 0)], [
      this.#attribute("Tparams", "TYPE", this.#binding.TF_FLOAT!),
      this.#attribute("Tindices", "TYPE", type),
      this.#attribute("Taxis", "TYPE", type),
    ]);
  }

  sumByRow(x: Handle, rows: Handle, like: Handle): Handle {
    const type = this.#binding.TF_INT32!;
    const shape = this.#run("Shape", [like], [
      ...this.#float,
      this.#attribute("out_type", "TYPE", type),
    ]);
    const [count] = this.#split(shape, [1, 1], {
      axis: 0,
      type: this.#attribute("T", "TYPE", type),
    });
    const scalar = this.#run("Reshape", [count!, this.#integers([0])], [
      this.#attribute("T", "TYPE", type),
      this.#attribute("Tshape", "TYPE", type),
    ]);
    return this.#run("UnsortedSegmentSum", [x, rows, scalar], [
      ...this.#float,
      this.#attribute("Tindices", "TYPE", type),
      this.#attribute("Tnumsegments", "TYPE", type),
    ]);
  }

  subtractRows(x: Handle, rows: Handle, values: Handle): Handle {
    const type = this.#binding.TF_INT32!;
    const places = this.#run("Reshape", [rows, this.#integers([2], -1, 1)], [
      this.#attribute("T", "TYPE", type),
      this.#attribute("Tshape", "TYPE", type),
    ]);
    return this.#run("TensorScatterSub", [x, places, values], [
      ...this.#float,
      this.#attribute("Tindices", "TYPE", type),
    ]);
  }

  padRows(x: Handle, count: number): Handle {
    return this.#run("Pad", [x, this.#integers([2, 2], 0, count, 0, 0)]);
  }

  #matMul(
    a: Handle,
    b: Handle,
    { transposeA = false, transposeB = false }: MatMulOptions,
    type: number = DATA_TYPES.float32,
  ): Handle {
    return this.#run("MatMul", [a, b], [
      this.#attribute("T", "TYPE", type),
      this.#attribute("transpose_a", "BOOL", transposeA),
      this.#attribute("transpose_b", "BOOL", transposeB),
    ]);
  }

  #batchMatMul(
    a: Handle,
    b: Handle,
    { transposeA = false, transposeB = false }: MatMulOptions,
  ): Handle {
    return this.#run("BatchMatMulV2", [a, b], [
      ...this.#float,
      this.#attribute("adj_x", "BOOL", transposeA),
      this.#attribute("adj_y", "BOOL", transposeB),
    ]);
  }

  #split(
    x: Handle,
    sizes: readonly number[],
    { axis, type }: { axis: number; type: Attribute },
  ): Handle[] {
    if (sizes.length === 1) return [x];
    const count = this.#attribute("num_split", "INT", sizes.length);
    const sizeType = this.#attribute("Tlen", "TYPE", this.#binding.TF_INT32!);
    return this.execute("SplitV", [
      x,
      this.#integers([sizes.length], ...sizes),
      this.#integers([], axis),
    ], { attributes: [type, sizeType, count], outputs: sizes.length });
  }

  #slice(x: Handle, begin: number[], size: number[]): Handle {
    const [start, count] = [begin, size].map((it) =>
      this.#integers([2], ...it)
    );
    return this.#run("Slice", [x, start!, count!]);
  }

  #run(
    name: string,
    inputs: readonly Handle[],
    attributes: readonly Attribute[] = this.#float,
  ): Handle {
    return this.execute(name, inputs, { attributes, outputs: 1 })[0]!;
  }

  /** A constant of whole numbers. */
  #integers(shape: number[], ...values: number[]): Handle {
    const dtype = this.#binding.TF_INT32!;
    const id = this.#binding.createTensor(
      shape,
      dtype,
      Int32Array.from(values),
    );
    this.#outputs.set(id, { id, shape, dtype });
    return id;
  }

  #attribute(
    name: string,
    kind: "TYPE" | "BOOL" | "INT",
    value: number | boolean,
  ): Attribute {
    return { name, type: this.#binding[`TF_ATTR_${kind}`]!, value };
  }
}
