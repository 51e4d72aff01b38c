import type { ModelParams } from "../config.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import { dropout } from "../tensor/dropout.ts";
import { gatherRows } from "../tensor/gather_rows.ts";
import { tf } from "../tensor/runtime.ts";
import { createVariable, type Variable } from "../tensor/variable.ts";
import { addKnown, type KnownParts } from "./add_known.ts";
import { composeCatalogue } from "./compose_catalogue.ts";
import { createEncoder } from "./encoders/create_encoder.ts";
import type { Encoder } from "./encoders/encoder.ts";
import { initialWeights } from "./initial_weights.ts";
import { inputTables } from "./input_tables.ts";
import type { KnownItems } from "./item_parts.ts";
import { type LossParams, sessionLoss } from "./losses/session_loss.ts";
import type { ModelSizes } from "./model_sizes.ts";
import type { NetworkInputs, NetworkTargets } from "./network_batch.ts";
import { FEATURE_TABLES, ITEM_TABLE, OUTPUT_TABLE } from "./table_names.ts";
import type { Values } from "./values.ts";

/** Options of {@link SessionModel.loss}. */
export interface LossOptions {
  /** Which loss, and what it goes by. */
  readonly params: LossParams;
  /** Of the dropout masks. */
  readonly seed: number;
}

/**
 * The network: embeddings of item, user and categories, joined with the scaled
 * numbers → encoder over the session → a vector after each event, compared with
 * every item's output embedding. Owns its variables: dispose it.
 */
export class SessionModel {
  /** How the network is built. */
  readonly params: ModelParams;
  /** How much of everything there is. */
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
  /** What is known of the items, where that enters their embeddings. */
  readonly knownItems: KnownItems | undefined;
  /** Items that have a row of their own, padding and OOV among them. */
  readonly itemRows: number;
  readonly #encoder: Encoder;

  /** Draws the first weights from a seed. */
  constructor(params: ModelParams, sizes: ModelSizes, seed: number) {
    this.params = params;
    this.sizes = sizes;
    this.outputTable = params.tied ? ITEM_TABLE : OUTPUT_TABLE;
    this.knownItems = params.useItemFeatures ? sizes.knownItems : undefined;
    this.itemRows = this.knownItems?.ownRows ?? sizes.items;
    const tables = inputTables(params, sizes, this.itemRows);
    this.#encoder = createEncoder(params, inputSize(params, sizes, tables));
    if (!params.tied) {
      const units = this.#encoder.size + (hasBias(params) ? 1 : 0);
      tables[OUTPUT_TABLE] = [this.itemRows, units];
    }
    for (const [table, features] of Object.entries(FEATURE_TABLES)) {
      const shape = tables[table];
      if (shape === undefined || this.knownItems === undefined) continue;
      tables[features] = [this.knownItems.size, shape[1]];
    }
    const draw = initialWeights(seed, { known: this.knownItems });
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

  /**
   * Every parameter whole, for inference: of items, whatever is known of them
   * has entered their rows. The caller disposes the tensors.
   */
  readAll(): Values {
    const values = Object.fromEntries(
      this.variables().map((variable) => [variable.name, variable.read()]),
    );
    return this.knownItems === undefined
      ? values
      : composeCatalogue(values, this.knownItems);
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
   * @param variables With `logInclusion`, the output table's rows begin with
   * the candidates, in their order.
   * @param batch.known What is known of the items that the rows of `variables`
   * are, where the model has {@link knownItems}.
   */
  loss(
    variables: Values,
    batch: {
      inputs: NetworkInputs;
      targets: NetworkTargets;
      known?: KnownParts;
    },
    { params, seed }: LossOptions,
  ): tf.Scalar {
    const values = addKnown(variables, batch.known ?? {});
    const { slots, labels, logInclusion, outputRows } = batch.targets;
    const encoded = this.encode(values, batch.inputs, seed);
    const sessions = slots === undefined ? encoded : gatherRows(encoded, slots); // [N, D]
    const output = values[this.outputTable] as tf.Tensor2D;
    const rows: tf.Tensor2D =
      outputRows === undefined || outputRows === output.shape[0]
        ? output
        : tf.slice(output, [0, 0], [outputRows, -1]);
    return sessionLoss(sessions, this.items(rows), {
      params,
      labels,
      logInclusion,
      itemCount: this.itemRows - FIRST_INDEX,
      firstItem: FIRST_INDEX,
    });
  }

  /** Frees its tensors. */
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
      gatherRows(values[table] as tf.Tensor2D, rows)
    );
    if (inputs.numbers !== undefined) parts.push(inputs.numbers);
    return parts.length === 1 ? parts[0]! : tf.concat(parts, 1);
  }
}

/** The bias of an output layer of its own is the last column of its table. */
function hasBias({ tied, cosineScale }: ModelParams): boolean {
  return !tied && cosineScale === null;
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
