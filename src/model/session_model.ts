import type { ModelParams } from "../config.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import { dropout } from "../tensor/dropout.ts";
import { tf } from "../tensor/runtime.ts";
import { createVariable, type Variable } from "../tensor/variable.ts";
import { createEncoder } from "./encoders/create_encoder.ts";
import type { Encoder } from "./encoders/encoder.ts";
import { initialWeights } from "./initial_weights.ts";
import { type LossParams, sessionLoss } from "./losses/session_loss.ts";
import type { Values } from "./values.ts";

/** How many values each column of the data has, padding and OOV included. */
export interface ModelSizes {
  readonly items: number;
  readonly users: number;
  readonly categories: Readonly<Record<string, number>>;
  /** Names of the number columns. */
  readonly numbers: readonly string[];
}

/** A packed batch as the network reads it; see {@link packedGru}. */
export interface NetworkInputs {
  readonly counts: readonly number[];
  /** By embedding table, the row of `Values` that each event reads: `[P]`. */
  readonly lookups: Readonly<Record<string, tf.Tensor1D>>;
  /** Scaled numbers: `[P, F]`; undefined where the model reads none. */
  readonly numbers: tf.Tensor2D | undefined;
}

/** What the events of a batch are compared with. */
export interface NetworkTargets {
  /** Slots that predict a target: `[N]`; undefined where all of them do. */
  readonly slots: tf.Tensor1D | undefined;
  /** Row of the output table, or item from {@link FIRST_INDEX} on: `[N]`. */
  readonly labels: tf.Tensor1D;
  /** Undefined: cross entropy over all items. See {@link sessionLoss}. */
  readonly logInclusion: tf.Tensor1D | undefined;
  /** How many rows of the output table, from the first, are items to compare. */
  readonly outputRows: number | undefined;
}

export interface LossOptions {
  /** Which loss, and what it goes by. */
  readonly params: LossParams;
  /** Of the dropout masks. */
  readonly seed: number;
}

/** Name of the table of item embeddings. */
export const ITEM_TABLE = "item.embedding";
/** Name of the table of user embeddings. */
export const USER_TABLE = "user.embedding";

/** Name of the embedding table of a category column. */
export function categoryTable(column: string): string {
  return `category.${column}.embedding`;
}

/**
 * The network: embeddings of item, user and categories, joined with the scaled
 * numbers → encoder over the session → a vector after each event, compared with
 * every item's output embedding. Owns its variables: dispose it.
 */
export class SessionModel {
  readonly params: ModelParams;
  readonly sizes: ModelSizes;
  /** Embedding tables by name, read and updated by rows. */
  readonly tables: ReadonlyMap<string, Variable>;
  /** All other parameters by name. */
  readonly dense: ReadonlyMap<string, Variable>;
  /** The table whose rows are compared with session vectors. */
  readonly outputTable: string;
  /**
   * Added to each item's score when recommending, not while training: `[V]`. See
   * itemTrend().
   */
  trend: Float32Array | undefined;
  readonly #encoder: Encoder;

  constructor(params: ModelParams, sizes: ModelSizes, seed: number) {
    this.params = params;
    this.sizes = sizes;
    this.outputTable = params.tied ? ITEM_TABLE : "output.weight";
    const tables = tableShapes(params, sizes);
    this.#encoder = createEncoder(params, inputSize(params, sizes, tables));
    if (!params.tied) {
      tables["output.weight"] = [
        sizes.items,
        this.#encoder.size + (hasBias(params) ? 1 : 0),
      ];
    }
    const draw = initialWeights(seed);
    const make = (entry: [string, number[]]): [string, Variable] => {
      const [name, shape] = entry;
      return [name, createVariable(name, draw(name, shape))];
    };
    this.tables = new Map(Object.entries(tables).map(make));
    this.dense = new Map(Object.entries(this.#denseShapes()).map(make));
  }

  /** All parameters, to be stored and restored. */
  variables(): Variable[] {
    return [...this.tables.values(), ...this.dense.values()];
  }

  /** Every parameter whole, for inference. The caller disposes the tensors. */
  readAll(): Values {
    return Object.fromEntries(
      this.variables().map((variable) => [variable.name, variable.read()]),
    );
  }

  /**
   * The session's vector after each event, ready for the inner product with
   * {@link items}: `[P, D]`.
   *
   * @param seed Of the dropout masks; undefined where nothing is dropped.
   */
  encode(values: Values, inputs: NetworkInputs, seed?: number): tf.Tensor2D {
    let masks = 0;
    const drop = (x: tf.Tensor2D, rate: number) =>
      seed === undefined ? x : dropout(x, rate, [seed, masks++]);
    const joined = this.#joinInputs(values, inputs); // [P, D]
    const states = this.#encoder.encode(
      values,
      drop(joined, this.params.inputDropout),
      { counts: inputs.counts, drop },
    ); // [P, H]
    return this.#project(values, states);
  }

  /** As {@link encode}, before any event, from a vector of zeros: `[1, D]`. */
  encodeEmpty(values: Values): tf.Tensor2D {
    return this.#project(values, tf.zeros([1, this.#encoder.size]));
  }

  /**
   * Output embeddings as {@link encode}'s vectors are compared with them.
   *
   * @param rows Rows of the output table: `[C, D]`.
   */
  items(rows: tf.Tensor2D): tf.Tensor2D {
    return this.params.cosineScale === null ? rows : normalizeRows(rows);
  }

  /**
   * The training loss of a batch.
   *
   * @param values With `logInclusion`, the output table's rows begin with the
   * candidates, in their order.
   */
  loss(
    values: Values,
    batch: { inputs: NetworkInputs; targets: NetworkTargets },
    { params, seed }: LossOptions,
  ): tf.Scalar {
    const { slots, labels, logInclusion, outputRows } = batch.targets;
    const encoded = this.encode(values, batch.inputs, seed);
    const sessions = slots === undefined
      ? encoded
      : tf.gather(encoded, slots) as tf.Tensor2D; // [N, D]
    const output = values[this.outputTable] as tf.Tensor2D;
    const rows: tf.Tensor2D = outputRows === undefined
      ? tf.slice(output, [FIRST_INDEX, 0], [-1, -1])
      : outputRows === output.shape[0]
      ? output
      : tf.slice(output, [0, 0], [outputRows, -1]);
    return sessionLoss(sessions, this.items(rows), {
      params,
      labels,
      logInclusion,
      itemCount: this.sizes.items - FIRST_INDEX,
    });
  }

  dispose(): void {
    for (const variable of this.variables()) variable.dispose();
  }

  #denseShapes(): Record<string, number[]> {
    const { tied, itemSize } = this.params;
    const { shapes, size } = this.#encoder;
    if (!tied || size === itemSize) return shapes;
    return { ...shapes, "projection.weight": [size, itemSize] };
  }

  /** The encoder's vectors as vectors that are compared with items: `[P, H]` → `[P, D]`. */
  #project(values: Values, states: tf.Tensor2D): tf.Tensor2D {
    const projection = values["projection.weight"] as tf.Tensor2D | undefined;
    const vectors: tf.Tensor2D = projection === undefined
      ? states
      : tf.matMul(states, projection);
    const { cosineScale } = this.params;
    if (cosineScale !== null) {
      return tf.mul(normalizeRows(vectors), cosineScale);
    }
    return hasBias(this.params) ? appendOnes(vectors) : vectors;
  }

  #joinInputs(values: Values, inputs: NetworkInputs): tf.Tensor2D {
    const parts = Object.entries(inputs.lookups).map(([table, rows]) =>
      tf.gather(values[table]!, rows) as tf.Tensor2D
    );
    if (inputs.numbers !== undefined) parts.push(inputs.numbers);
    return parts.length === 1 ? parts[0]! : tf.concat(parts, 1);
  }
}

/** The bias of an output layer of its own is the last column of its table. */
function hasBias({ tied, cosineScale }: ModelParams): boolean {
  return !tied && cosineScale === null;
}

/** Shapes of the tables whose rows are joined as the encoder's inputs. */
function tableShapes(
  { itemSize, userSize, categorySize }: ModelParams,
  sizes: ModelSizes,
): Record<string, number[]> {
  const tables: Record<string, number[]> = {};
  tables[ITEM_TABLE] = [sizes.items, itemSize];
  if (userSize > 0 && sizes.users > 0) {
    tables[USER_TABLE] = [sizes.users, userSize];
  }
  if (categorySize > 0) {
    for (const [column, count] of Object.entries(sizes.categories)) {
      tables[categoryTable(column)] = [count, categorySize];
    }
  }
  return tables;
}

/** Units of an event's inputs. */
function inputSize(
  params: ModelParams,
  sizes: ModelSizes,
  tables: Readonly<Record<string, number[]>>,
): number {
  const numbers = params.useNumbers ? sizes.numbers.length : 0;
  return Object.values(tables).reduce(
    (sum, [, units]) => sum + units!,
    numbers,
  );
}

function normalizeRows(rows: tf.Tensor2D): tf.Tensor2D {
  const squares = tf.sum(tf.square(rows), 1, true);
  return tf.mul(rows, tf.rsqrt(tf.add(squares, 1e-12)));
}

function appendOnes(rows: tf.Tensor2D): tf.Tensor2D {
  return tf.concat([rows, tf.ones([rows.shape[0], 1]) as tf.Tensor2D], 1);
}
