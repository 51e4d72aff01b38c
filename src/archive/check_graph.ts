import { InputError } from "../errors.ts";
import type { TensorPlace } from "../safetensors.ts";
import { GRAPH_FILE, WEIGHTS_FILE } from "./file_names.ts";
import { type ProtobufField, readProtobuf } from "./read_protobuf.ts";

/** Operators that our graphs are made of; none reads a file or loops. */
const OPERATORS: ReadonlySet<string> = new Set([
  ..."Add Cast Clip Concat Div Exp Expand Gather GatherElements".split(" "),
  ..."GatherND Gemm GRU Identity LayerNormalization Less MatMul".split(" "),
  ..."Max Min Mul Range ReduceSumSquare Relu Reshape ScatterElements".split(
    " ",
  ),
  ..."Shape Size Slice Softmax Split Sqrt Squeeze Sub Sum TopK".split(" "),
  ..."Transpose Unsqueeze Where".split(" "),
]);
/** Fields that may stand in each message, by ONNX's numbers. */
const MODEL_FIELDS = [1, 2, 3, 7, 8, 14];
const GRAPH_FIELDS = [1, 2, 5, 11, 12];
const NODE_FIELDS = [1, 2, 3, 4, 5, 7];
const ATTRIBUTE_FIELDS = [1, 2, 3, 7, 8, 20];
/** Larger graphs are not ours. */
const MAX_BYTES = 1024 * 1024;

/** Options of {@link checkGraph}. */
export interface CheckGraphOptions {
  /** Name of the archive, for messages. */
  readonly name: string;
  /** Where each tensor lies in the weights' file. */
  readonly places: Readonly<Record<string, TensorPlace>>;
}

/**
 * Sees to it that a graph only computes: known operators, no graph within it,
 * and no numbers from anywhere but the weights' file.
 *
 * @throws {InputError} naming what has no place in it.
 */
export function checkGraph(
  bytes: Uint8Array,
  { name, places }: CheckGraphOptions,
): void {
  const fail = (reason: string) =>
    new InputError(`${name} cannot be taken: ${GRAPH_FILE} ${reason}`);
  if (bytes.length > MAX_BYTES) throw fail(`has ${bytes.length} bytes`);
  try {
    for (const { number, value } of read(bytes, MODEL_FIELDS)) {
      if (number === 7) checkGraphFields(value as Uint8Array, places);
    }
  } catch (error) {
    if (error instanceof RangeError) throw fail(`is refused: ${error.message}`);
    throw error;
  }
}

function checkGraphFields(
  graph: Uint8Array,
  places: Readonly<Record<string, TensorPlace>>,
): void {
  for (const { number, value } of read(graph, GRAPH_FIELDS)) {
    if (number === 1) checkNode(value as Uint8Array);
    if (number === 5) checkTensor(value as Uint8Array, places);
  }
}

function checkNode(node: Uint8Array): void {
  for (const { number, value } of read(node, NODE_FIELDS)) {
    if (number === 4 && !OPERATORS.has(text(value))) {
      throw new RangeError(`its operator ${text(value)} is not one of ours`);
    }
    if (number === 7 && text(value) !== "") {
      throw new RangeError(`its operators are not all ONNX's own`);
    }
    if (number === 5) read(value as Uint8Array, ATTRIBUTE_FIELDS);
  }
}

/** Numbers in another file must be a tensor of the weights, whole. */
function checkTensor(
  tensor: Uint8Array,
  places: Readonly<Record<string, TensorPlace>>,
): void {
  const fields = read(tensor, [1, 2, 8, 9, 13, 14]);
  const isExternal = fields.some(({ number, value }) =>
    number === 13 || (number === 14 && value !== 0)
  );
  if (!isExternal) return;
  const name = text(fields.find(({ number }) => number === 8)?.value ?? 0);
  const place = Object.hasOwn(places, name) ? places[name] : undefined;
  const entries = fields.filter(({ number }) => number === 13)
    .map(({ value }) => entry(value as Uint8Array));
  const wanted = [
    `location=${WEIGHTS_FILE}`,
    `offset=${place?.offset}`,
    `length=${place?.byteLength}`,
  ];
  if (place === undefined || entries.join() !== wanted.join()) {
    throw new RangeError(`${name} is no tensor of ${WEIGHTS_FILE}`);
  }
}

function entry(bytes: Uint8Array): string {
  const fields = readProtobuf(bytes);
  return fields.map(({ value }) => text(value)).join("=");
}

function read(
  bytes: Uint8Array,
  known: readonly number[],
): ProtobufField[] {
  if (!(bytes instanceof Uint8Array)) throw new RangeError("it is damaged");
  const fields = readProtobuf(bytes);
  const odd = fields.find(({ number }) => !known.includes(number));
  if (odd !== undefined) throw new RangeError(`field ${odd.number} is unknown`);
  return fields;
}

function text(value: number | Uint8Array): string {
  return typeof value === "number"
    ? String(value)
    : new TextDecoder().decode(value);
}
