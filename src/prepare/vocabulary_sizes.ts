import type { FeatureSet } from "../features/feature_set.ts";

/** Indices of each vocabulary, padding and OOV included. */
export function vocabularySizes(features: FeatureSet): Record<string, number> {
  const { item, user, categories } = features;
  const vocabularies = {
    item,
    ...(user === undefined ? {} : { user }),
    ...categories,
  };
  return Object.fromEntries(
    Object.entries(vocabularies).map(([name, it]) => [name, it.size]),
  );
}
