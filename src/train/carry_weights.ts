import type { FeatureSet } from "../features/feature_set.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import { FIRST_INDEX, OOV } from "../features/sequences.ts";
import type { Vocabulary } from "../features/vocabulary.ts";
import type { SessionModel } from "../model/session_model.ts";
import {
  categoryTable,
  FEATURE_TABLES,
  ITEM_TABLE,
  OUTPUT_TABLE,
  USER_TABLE,
} from "../model/table_names.ts";
import type { StoredTensor } from "../safetensors.ts";
import { assignWeights, readWeights } from "../tensor/weights.ts";

/** What an earlier model knew. */
export interface EarlierWeights {
  /** By name. */
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** Which value each row of its tables is of. */
  readonly features: FeatureSet;
  /** What each row of its tables of item features is of. */
  readonly itemFeatures?: ItemFeatures | undefined;
}

/** What a model's own rows are of. */
export type NamedRows = Omit<EarlierWeights, "tensors">;

/** By table of items, what its rows and those of their features made together. */
const COMPOSED_TABLES: Readonly<Record<string, string>> = {
  [ITEM_TABLE]: "item.composed",
  [OUTPUT_TABLE]: "output.composed",
};

/**
 * Lets a model begin with what an earlier one has learned: rows of tables go to
 * the same product, user, category or feature of items, wherever it stands now;
 * those that are new stay as they were drawn. All other weights are taken over
 * whole. Where features entered the earlier rows and do not enter the model's,
 * what both made together is taken.
 *
 * @param now What the model's own rows are of.
 * @throws {InputError} where the networks differ; nothing is taken over then.
 */
export async function carryWeights(
  { tensors, ...before }: EarlierWeights,
  model: SessionModel,
  now: NamedRows,
): Promise<void> {
  const origins = tableOrigins(before, now);
  const weights: Record<string, StoredTensor> = {};
  const drawn = await readWeights([...model.tables.values()]);
  for (const { name } of model.variables()) {
    const composed = model.knownItems === undefined
      ? tensors[COMPOSED_TABLES[name] ?? ""]
      : undefined;
    const stored = composed ?? tensors[name];
    const origin = origins[name];
    if (stored === undefined) {
      // A model may begin to go by what is known of items.
      if (isFeatureTable(name)) weights[name] = drawn[name]!;
      continue;
    }
    weights[name] = origin === undefined
      ? stored
      : carryRows(stored, drawn[name]!, origin);
  }
  assignWeights(model.variables(), weights);
}

function isFeatureTable(name: string): boolean {
  return Object.values(FEATURE_TABLES).includes(name);
}

/** Where a row was before; undefined where it was not there. */
type Origin = (row: number) => number | undefined;

function tableOrigins(
  before: NamedRows,
  now: NamedRows,
): Record<string, Origin | undefined> {
  const ofItems = sameValue(now.features.item, before.features.item);
  const ofFeatures = sameFeature(now.itemFeatures, before.itemFeatures);
  const columns = Object.entries(now.features.categories);
  return {
    [ITEM_TABLE]: ofItems,
    [OUTPUT_TABLE]: ofItems,
    [FEATURE_TABLES[ITEM_TABLE]!]: ofFeatures,
    [FEATURE_TABLES[OUTPUT_TABLE]!]: ofFeatures,
    [USER_TABLE]: sameValue(now.features.user, before.features.user),
    ...Object.fromEntries(columns.map(([name, vocabulary]) => [
      categoryTable(name),
      sameValue(vocabulary, before.features.categories[name]),
    ])),
  };
}

function sameValue(
  now: Vocabulary | undefined,
  before: Vocabulary | undefined,
): Origin | undefined {
  if (now === undefined || before === undefined) return undefined;
  return (row) => {
    if (row < FIRST_INDEX) return row;
    const earlier = before.index(now.value(row)!);
    return earlier === OOV ? undefined : earlier;
  };
}

/** What an item is known by, told by its name and value; without any: none. */
function sameFeature(
  now: ItemFeatures | undefined,
  before: ItemFeatures | undefined,
): Origin {
  const names = now === undefined ? [] : valueNames(now);
  const rows = new Map(
    (before === undefined ? [] : valueNames(before)).map((
      it,
      row,
    ) => [it, row]),
  );
  return (row) => rows.get(names[row] ?? "");
}

function valueNames({ features, values }: ItemFeatures): string[] {
  const owners = Object.entries(features).flatMap(([name, count]) =>
    new Array<string>(count).fill(name)
  );
  return values.map((value, code) => JSON.stringify([owners[code], value]));
}

/** A table of the drawn one's rows, where the earlier one has none: `[V, D]`. */
function carryRows(
  stored: StoredTensor,
  drawn: StoredTensor,
  origin: Origin,
): StoredTensor {
  const [rows, units] = stored.shape as [number, number];
  // Tables of other units are told by their shape.
  if (drawn.shape[1] !== units) return stored;
  const data = new Float32Array(drawn.data);
  for (let row = 0; row < drawn.shape[0]!; row++) {
    const earlier = origin(row);
    // Items that training had not seen had no row of their own.
    if (earlier === undefined || earlier >= rows) continue;
    data.set(
      stored.data.subarray(earlier * units, (earlier + 1) * units),
      row * units,
    );
  }
  return { shape: drawn.shape, data };
}
