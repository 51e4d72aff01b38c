import type { ModelParams } from "../config.ts";
import type { KnownItems } from "./item_parts.ts";
import type { ModelSizes } from "./model_sizes.ts";

/**
 * What building a batch needs to know of a network, without its weights: plain
 * data, which a worker can be sent. A SessionModel is one too.
 */
export interface ModelLayout {
  /** How the network is built. */
  readonly params: ModelParams;
  /** How much of everything there is. */
  readonly sizes: ModelSizes;
  /** Embedding tables by name. */
  readonly tables: ReadonlyMap<string, { readonly shape: readonly number[] }>;
  /** The table whose rows are compared with session vectors. */
  readonly outputTable: string;
  /** What is known of the items, where that enters their embeddings. */
  readonly knownItems: KnownItems | undefined;
  /** Items that have a row of their own, padding and OOV among them. */
  readonly itemRows: number;
}

/** The layout of a model alone. */
export function modelLayout(model: ModelLayout): ModelLayout {
  const { params, sizes, tables, outputTable, knownItems, itemRows } = model;
  return {
    params,
    sizes,
    tables: new Map([...tables].map(([name, { shape }]) => [name, { shape }])),
    outputTable,
    knownItems,
    itemRows,
  };
}
