import { InputError } from "../errors.ts";
import type { FeatureSet } from "../features/feature_set.ts";
import { FIRST_INDEX, OOV } from "../features/sequences.ts";
import type { Vocabulary } from "../features/vocabulary.ts";
import type { SessionModel } from "../model/session_model.ts";
import {
  categoryTable,
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
}

/**
 * Lets a model begin with what an earlier one has learned: rows of tables go to
 * the same product, user or category, wherever it stands now; those that are
 * new stay as they were drawn. All other weights are taken over whole.
 *
 * @param features What the model's own rows are of.
 * @throws {InputError} where the networks differ; nothing is taken over then.
 */
export async function carryWeights(
  earlier: EarlierWeights,
  model: SessionModel,
  features: FeatureSet,
): Promise<void> {
  if (model.knownItems !== undefined) {
    throw new InputError(
      "A model with item features cannot begin with another's weights: model.useItemFeatures=false is wanted",
    );
  }
  const now = vocabularies(features);
  const before = vocabularies(earlier.features);
  const weights: Record<string, StoredTensor> = {};
  const drawn = await readWeights([...model.tables.values()]);
  for (const { name } of model.variables()) {
    const stored = earlier.tensors[name];
    if (stored === undefined) continue;
    const [to, from] = [now[name], before[name]];
    weights[name] = to === undefined || from === undefined
      ? stored
      : carryRows(stored, drawn[name]!, { to, from });
  }
  assignWeights(model.variables(), weights);
}

/** The vocabulary whose indices are rows, by table. */
function vocabularies(
  { item, user, categories }: FeatureSet,
): Record<string, Vocabulary | undefined> {
  const columns = Object.entries(categories).map(([name, vocabulary]) => [
    categoryTable(name),
    vocabulary,
  ]);
  return {
    [ITEM_TABLE]: item,
    [OUTPUT_TABLE]: item,
    [USER_TABLE]: user,
    ...Object.fromEntries(columns),
  };
}

/** A table of the drawn one's rows, where the earlier one has none: `[V, D]`. */
function carryRows(
  stored: StoredTensor,
  drawn: StoredTensor,
  { to, from }: { to: Vocabulary; from: Vocabulary },
): StoredTensor {
  const units = stored.shape[1]!;
  // Tables of other units are told by their shape.
  if (drawn.shape[1] !== units) return stored;
  const data = new Float32Array(drawn.data);
  for (let row = 0; row < drawn.shape[0]!; row++) {
    const earlier = row < FIRST_INDEX ? row : from.index(to.value(row)!);
    if (earlier === OOV && row !== OOV) continue;
    data.set(
      stored.data.subarray(earlier * units, (earlier + 1) * units),
      row * units,
    );
  }
  return { shape: drawn.shape, data };
}
