import type { FeatureSet } from "../features/feature_set.ts";
import type { ItemCodes } from "../features/item_features.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import type { KnownItems } from "./item_parts.ts";

/** How many values each column of the data has, padding and OOV included. */
export interface ModelSizes {
  /** Item indices, padding and OOV included. */
  readonly items: number;
  /** User indices; 0 where there are none. */
  readonly users: number;
  /** Indices of each category column. */
  readonly categories: Readonly<Record<string, number>>;
  /** Names of the number columns. */
  readonly numbers: readonly string[];
  /** What is known of the items; undefined where nothing is. */
  readonly knownItems?: KnownItems | undefined;
}

/**
 * The sizes of the network's tables for what was fitted on the training split.
 *
 * @param itemFeatures What is known of the items, where anything is.
 */
export function modelSizes(
  features: FeatureSet,
  itemFeatures?: ItemCodes,
): ModelSizes {
  const categories = Object.entries(features.categories);
  return {
    items: features.item.size,
    users: features.user?.size ?? 0,
    categories: Object.fromEntries(
      categories.map(([name, vocabulary]) => [name, vocabulary.size]),
    ),
    numbers: features.numberNames,
    ...(itemFeatures && {
      knownItems: {
        size: itemFeatures.size,
        offsets: itemFeatures.offsets,
        codes: itemFeatures.codes,
        ownRows: trainedRows(features),
      },
    }),
  };
}

/** Items that training has not seen come last in the vocabulary. */
function trainedRows({ support }: FeatureSet): number {
  const cold = support.indexOf(0, FIRST_INDEX);
  return cold < 0 ? support.length : cold;
}
