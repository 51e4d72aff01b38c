import { InputError } from "../errors.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import type { Sequences } from "../features/sequences.ts";
import { itemSupport } from "./item_support.ts";
import { popularityOrder } from "./popularity_order.ts";
import type { Recommender } from "./recommender.ts";
import { SparseRecommender } from "./sparse_recommender.ts";

/** Options of {@link fitCategoryPopularity}. */
export interface CategoryPopularityOptions {
  /** Number of items in the catalogue, without padding and OOV. */
  readonly itemCount: number;
  /** What is known of items. */
  readonly itemFeatures: ItemFeatures;
  /** Names of the features to go by. @default all */
  readonly features?: readonly string[] | undefined;
  /**
   * Events by item index, padding and OOV among them, that popularity goes by.
   * @default those of the training split
   */
  readonly support?: Int32Array | undefined;
}

/**
 * Recommends the items of the last item's category by popularity. Where an item
 * has several values, the items that share the most of them with the last one
 * come first; those that share none come last, by popularity too.
 *
 * @throws {InputError} where there is no feature of a given name.
 */
export function fitCategoryPopularity(
  train: Sequences,
  { itemCount, itemFeatures, features, support }: CategoryPopularityOptions,
): Recommender {
  const popularity = popularityOrder(support ?? itemSupport(train, itemCount));
  const { offsets, codes } = itemFeatures;
  const itemsOf = itemsByCode(itemFeatures, features);
  return new SparseRecommender({
    name: "category_popularity",
    popularity,
    score: (prefix, scores) => {
      const last = prefix.at(-1) ?? 0;
      for (let at = offsets[last]!; at < offsets[last + 1]!; at++) {
        for (const item of itemsOf[codes[at]!] ?? []) {
          // Popularity scores are below 1, so they order equal counts only.
          const isNew = scores.values[item] === 0;
          scores.add(item, isNew ? 1 + popularity.scores[item]! : 1);
        }
      }
    },
    rest: "popularity",
  });
}

/** The items of each code; none of a code of another feature. */
function itemsByCode(
  { features, offsets, codes, size }: ItemFeatures,
  names: readonly string[] = Object.keys(features),
): number[][] {
  const unknown = names.find((name) => !Object.hasOwn(features, name));
  if (unknown !== undefined) {
    throw new InputError(
      `Parameter evaluate.categoryPopularity: "${unknown}" is no feature of items, one of ${
        Object.keys(features).join(", ")
      } is wanted`,
    );
  }
  const isWanted = Object.entries(features).flatMap(([name, count]) =>
    new Array<boolean>(count).fill(names.includes(name))
  );
  const items: number[][] = Array.from({ length: size }, () => []);
  for (let item = 0; item < offsets.length - 1; item++) {
    for (let at = offsets[item]!; at < offsets[item + 1]!; at++) {
      if (isWanted[codes[at]!]) items[codes[at]!]!.push(item);
    }
  }
  return items;
}
