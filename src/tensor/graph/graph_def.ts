import { ProtobufWriter } from "../../protobuf_writer.ts";
import { DATA_TYPES } from "../native.ts";

/** A result of a graph's operation, by its name there. */
export type Node = string;

/** Values of an operation's attributes, as TensorFlow stores them. */
export type NodeAttributes = Readonly<Record<string, Uint8Array>>;

/** Fields of attr_value.proto, tensor.proto and tensor_shape.proto. */
export const attributeValue = {
  int: (value: number) => new ProtobufWriter().int(3, value).finish(),
  bool: (value: boolean) => new ProtobufWriter().int(5, +value).finish(),
  type: (value: number) => new ProtobufWriter().int(6, value).finish(),
  /** A constant of 32-bit integers. */
  integers(shape: readonly number[], values: readonly number[]) {
    const dimensions = new ProtobufWriter();
    for (const size of shape) {
      dimensions.bytes(2, new ProtobufWriter().int(1, size).finish());
    }
    const content = new Uint8Array(Int32Array.from(values).buffer);
    const tensor = new ProtobufWriter().int(1, DATA_TYPES.int32)
      .bytes(2, dimensions.finish()).bytes(4, content).finish();
    return new ProtobufWriter().bytes(8, tensor).finish();
  },
};

/** The tag of the one graph that a saved model holds here. */
export const GRAPH_TAG = "serve";
/** Of saved_model.proto. */
const SCHEMA_VERSION = 1;
/** TensorFlow's version of graphs: of 2.10, of which all that is used here is. */
const PRODUCER = 1205;

/**
 * A graph of TensorFlow's operations, node by node, and its file
 * (tensorflow/core/framework/graph.proto and saved_model.proto).
 */
export class GraphDef {
  readonly #graph = new ProtobufWriter();
  #count = 0;

  /** Adds an operation; its first result has the name that is returned. */
  add(
    operation: string,
    inputs: readonly Node[],
    attributes: NodeAttributes = {},
  ): Node {
    const name = `node${this.#count++}`;
    const node = new ProtobufWriter().text(1, name).text(2, operation);
    for (const input of inputs) node.text(3, input);
    for (const [key, value] of Object.entries(attributes)) {
      node.bytes(5, new ProtobufWriter().text(1, key).bytes(2, value).finish());
    }
    this.#graph.bytes(1, node.finish());
    return name;
  }

  /** The bytes of `saved_model.pb`; nothing can be added after it. */
  savedModel(): Uint8Array {
    const versions = new ProtobufWriter().int(1, PRODUCER).finish();
    const info = new ProtobufWriter().text(4, GRAPH_TAG).finish();
    const graph = this.#graph.bytes(4, versions).finish();
    const meta = new ProtobufWriter().bytes(1, info).bytes(2, graph).finish();
    return new ProtobufWriter().int(1, SCHEMA_VERSION).bytes(2, meta).finish();
  }
}
