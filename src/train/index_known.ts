import { type ItemParts, pickItemParts } from "../model/item_parts.ts";
import type { ModelLayout } from "../model/model_layout.ts";
import { FEATURE_TABLES } from "../model/table_names.ts";
import { seededPrng } from "../random.ts";
import type { RowIndex } from "./row_index.ts";

/** Options of {@link indexKnown}. */
export interface IndexKnownOptions {
  /** The table that the batch needs whole. */
  readonly whole: string | undefined;
  /** Seeds of the batch. */
  readonly seeds: readonly number[];
}

/** Keeps the draws apart from those of the batch's negatives. */
const STREAM = 1;

/**
 * Looks up what is known of the items whose rows a batch needs, and draws which
 * of them do without their own. The rows that this takes of the tables of
 * features are requested of their indexes.
 *
 * @param indexes The rows of each table that the batch needs so far.
 * @returns By table of items; empty where the model reads no features.
 */
export function indexKnown(
  { knownItems, itemRows, params }: ModelLayout,
  indexes: ReadonlyMap<string, RowIndex>,
  { whole, seeds }: IndexKnownOptions,
): Record<string, ItemParts> {
  const known: Record<string, ItemParts> = {};
  if (knownItems === undefined) return known;
  const prng = seededPrng(...seeds, STREAM);
  for (const [table, features] of Object.entries(FEATURE_TABLES)) {
    const index = indexes.get(table);
    if (index === undefined) continue;
    const items = table === whole
      ? Int32Array.from({ length: itemRows }, (_, item) => item)
      : index.rows();
    const featureIndex = indexes.get(features)!;
    known[table] = pickItemParts(knownItems, items, {
      number: (code) => featureIndex.add(code),
      dropped: () => prng() < params.itemDropout,
    });
  }
  return known;
}
