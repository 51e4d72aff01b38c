import type pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import { addColdItems } from "./add_cold_items.ts";
import { int32Column } from "./columns.ts";
import type { FittedFeatures } from "./fit_features.ts";
import { fitItemFeatures } from "./fit_item_features.ts";
import {
  itemProperties,
  type ItemPropertiesOptions,
  type TellingEvents,
} from "./item_properties.ts";

/** Options of {@link knowItems}. */
export interface KnowItemsOptions extends ItemPropertiesOptions {
  /** What tells of items, the training split first. */
  readonly splits: readonly TellingEvents[];
}

/** What to say where a catalogue is given, and nothing of it is used. */
export const NO_ITEM_FEATURES: string =
  "--items is given, so properties of items are wanted: prepare.itemFeatures.categories or .numbers";

/**
 * Fits what is known of items, and lets those that training has not seen join
 * the vocabulary. Where the parameters name no feature of items, nothing
 * changes.
 *
 * @param train The split that was fitted on.
 * @throws {InputError} where a feature is named that nobody tells of, or a
 * catalogue is given and no feature is named.
 */
export function knowItems(
  fitted: FittedFeatures,
  train: pl.DataFrame,
  { params, catalogue, splits }: KnowItemsOptions,
): FittedFeatures & { itemFeatures?: ItemFeatures } {
  if (params.categories.length + params.numbers.length === 0) {
    if (catalogue === undefined) return fitted;
    throw new InputError(NO_ITEM_FEATURES);
  }
  const properties = itemProperties(splits, { params, catalogue });
  const { ids } = properties;
  const indices = fitted.indices.item!;
  return addColdItems(fitted, {
    ids,
    numbers: properties.numbers,
    counts: countItems(train, ids.length),
    fitted: fitItemFeatures(properties, {
      trained: ids.map((_, at) => (indices[at] ?? 0) >= FIRST_INDEX),
      buckets: params.buckets,
    }),
  });
}

function countItems(train: pl.DataFrame, items: number): Int32Array {
  const counts = new Int32Array(items);
  const codes = int32Column(train, "item");
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++;
  return counts;
}
