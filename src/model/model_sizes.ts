import type { FeatureSet } from "../features/feature_set.ts";
import type { ModelSizes } from "./session_model.ts";

/** The sizes of the network's tables for what was fitted on the training split. */
export function modelSizes(features: FeatureSet): ModelSizes {
  const categories = Object.entries(features.categories);
  return {
    items: features.item.size,
    users: features.user?.size ?? 0,
    categories: Object.fromEntries(
      categories.map(([name, vocabulary]) => [name, vocabulary.size]),
    ),
    numbers: features.numberNames,
  };
}
