import type { TensorPlace } from "../../safetensors.ts";
import { ProtobufWriter } from "../../protobuf_writer.ts";
import { WEIGHTS_FILE } from "../file_names.ts";

/** Codes of ONNX's element types. */
const TYPES = { float: 1, int32: 6, int64: 7 } as const;
/** The operators' version, and that of the file's form. */
const OPSET = 17;
const IR_VERSION = 8;
/** Codes of the kinds of attributes. */
const KINDS = { float: 1, int: 2, ints: 7 } as const;
/** `TensorProto.DataLocation`: the numbers lie in another file. */
const EXTERNAL = 1;

/** Types of a tensor's elements that the graphs use. */
export type ElementType = keyof typeof TYPES;
/** A fixed size, or the name of one that differs from run to run. */
export type Dimension = number | string;
/** The name of a value: what a node gives, an input, a weight. */
export type Value = string;

/** Attributes of a node, by name. */
export interface NodeOptions {
  /** Whole numbers; see {@link floats} for others. */
  readonly attributes?: Readonly<Record<string, number | readonly number[]>>;
  /** Attributes that are numbers with a point. */
  readonly floats?: Readonly<Record<string, number>>;
  /** Name of what the node gives. @default one of its own */
  readonly name?: string;
}

/**
 * Builds an ONNX graph node by node, in the order in which they compute
 * (https://onnx.ai/onnx/intro/concepts.html). Weights stay where they are: the
 * graph says at which offset of the weights' file each begins.
 */
export class GraphBuilder {
  readonly #graph = new ProtobufWriter();
  readonly #places: Readonly<Record<string, TensorPlace>>;
  readonly #weights = new Set<string>();
  readonly #constants = new Map<string, Value>();
  #values = 0;

  /**
   * Begins a graph whose weights lie at these places of the weights' file.
   *
   * @param places Where each weight lies in {@link WEIGHTS_FILE}.
   */
  constructor(name: string, places: Readonly<Record<string, TensorPlace>>) {
    this.#places = places;
    this.#graph.text(2, name);
  }

  /** Adds an input of the graph. */
  input(name: string, type: ElementType, shape: readonly Dimension[]): Value {
    this.#graph.bytes(11, valueInfo(name, type, shape));
    return name;
  }

  /** Makes a value an output of the graph. */
  output(name: string, type: ElementType, shape: readonly Dimension[]): void {
    this.#graph.bytes(12, valueInfo(name, type, shape));
  }

  /** The first of the names under which there is a weight. */
  anyWeight(...names: string[]): Value {
    return this.weight(names.find((it) => this.hasWeight(it)) ?? names[0]!);
  }

  /** Whether the weights' file holds a tensor of this name. */
  hasWeight(name: string): boolean {
    return this.#places[name] !== undefined;
  }

  /** A tensor of the weights' file. */
  weight(name: string): Value {
    const place = this.#places[name];
    if (place === undefined) throw new RangeError(`There is no weight ${name}`);
    if (!this.#weights.has(name)) {
      this.#weights.add(name);
      this.#graph.bytes(5, externalTensor(name, place));
    }
    return name;
  }

  /** Whole numbers that stand in the graph: one, or a row of them. */
  int64(value: number | readonly number[]): Value {
    const list = typeof value === "number" ? [value] : value;
    return this.#constant("int64", BigInt64Array.from(list, BigInt), value);
  }

  /** A constant of 32 bits. */
  int32(value: number): Value {
    return this.#constant("int32", Int32Array.of(value), value);
  }

  /** A constant of 32 bits. */
  float(value: number): Value {
    return this.#constant("float", Float32Array.of(value), value);
  }

  /** Adds a node that gives one value. */
  node(op: string, inputs: readonly Value[], options: NodeOptions = {}): Value {
    const name = options.name ?? `${op}_${++this.#values}`;
    this.#addNode(op, { ...options, inputs, outputs: [name] });
    return name;
  }

  /** Adds a node that gives several values. */
  nodes(
    op: string,
    inputs: readonly Value[],
    { count, ...options }: NodeOptions & { count: number },
  ): Value[] {
    const base = `${op}_${++this.#values}`;
    const outputs = Array.from({ length: count }, (_, at) => `${base}_${at}`);
    this.#addNode(op, { ...options, inputs, outputs });
    return outputs;
  }

  /** The graph as the bytes of an .onnx file. */
  finish(): Uint8Array<ArrayBuffer> {
    return new ProtobufWriter()
      .int(1, IR_VERSION)
      .text(2, "nextcart")
      .bytes(7, this.#graph.finish())
      .bytes(8, new ProtobufWriter().text(1, "").int(2, OPSET).finish())
      .finish();
  }

  #constant(
    type: ElementType,
    data: BigInt64Array | Int32Array | Float32Array,
    value: number | readonly number[],
  ): Value {
    const shape = typeof value === "number" ? [] : [data.length];
    const name = `${type}_${value}${shape.length > 0 ? "_list" : ""}`;
    if (!this.#constants.has(name)) {
      this.#constants.set(name, name);
      const tensor = tensorHead(name, type, shape).bytes(
        9,
        new Uint8Array(data.buffer),
      );
      this.#graph.bytes(5, tensor.finish());
    }
    return name;
  }

  #addNode(
    op: string,
    { inputs, outputs, attributes = {}, floats = {} }: NodeOptions & {
      inputs: readonly Value[];
      outputs: readonly Value[];
    },
  ): void {
    const node = new ProtobufWriter();
    for (const input of inputs) node.text(1, input);
    for (const output of outputs) node.text(2, output);
    node.text(3, outputs[0]!).text(4, op);
    for (const [name, value] of Object.entries(attributes)) {
      node.bytes(5, attribute(name, value));
    }
    for (const [name, value] of Object.entries(floats)) {
      const field = new ProtobufWriter().text(1, name).float(2, value);
      node.bytes(5, field.int(20, KINDS.float).finish());
    }
    this.#graph.bytes(1, node.finish());
  }
}

function attribute(name: string, value: number | readonly number[]) {
  const field = new ProtobufWriter().text(1, name);
  if (typeof value === "number") {
    return field.int(3, value).int(20, KINDS.int).finish();
  }
  for (const each of value) field.int(8, each);
  return field.int(20, KINDS.ints).finish();
}

function tensorHead(
  name: string,
  type: ElementType,
  shape: readonly number[],
): ProtobufWriter {
  const tensor = new ProtobufWriter();
  for (const size of shape) tensor.int(1, size);
  return tensor.int(2, TYPES[type]).text(8, name);
}

function externalTensor(name: string, place: TensorPlace): Uint8Array {
  const tensor = tensorHead(name, "float", place.shape);
  const entries = {
    location: WEIGHTS_FILE,
    offset: String(place.offset),
    length: String(place.byteLength),
  };
  for (const [key, value] of Object.entries(entries)) {
    const entry = new ProtobufWriter().text(1, key).text(2, value);
    tensor.bytes(13, entry.finish());
  }
  return tensor.int(14, EXTERNAL).finish();
}

function valueInfo(
  name: string,
  type: ElementType,
  shape: readonly Dimension[],
): Uint8Array {
  const dimensions = new ProtobufWriter();
  for (const size of shape) {
    const dimension = new ProtobufWriter();
    if (typeof size === "number") dimension.int(1, size);
    else dimension.text(2, size);
    dimensions.bytes(1, dimension.finish());
  }
  const tensor = new ProtobufWriter().int(1, TYPES[type])
    .bytes(2, dimensions.finish());
  const typeInfo = new ProtobufWriter().bytes(1, tensor.finish());
  return new ProtobufWriter().text(1, name).bytes(2, typeInfo.finish())
    .finish();
}
