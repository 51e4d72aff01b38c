import { FeatureSet } from "../features/feature_set.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import { mapValues } from "../features/map_values.ts";
import { FIRST_INDEX } from "../features/sequences.ts";
import { Vocabulary } from "../features/vocabulary.ts";
import type { FittedFeatures } from "./fit_features.ts";
import type { FittedItemFeatures } from "./fit_item_features.ts";

/** Features with the items that training has not seen. */
export interface WithColdItems extends FittedFeatures {
  /** What is known of the items, those that joined included. */
  readonly itemFeatures: ItemFeatures;
}

/** Options of {@link addColdItems}. */
export interface AddColdItemsOptions {
  /** Items that are to join. */
  readonly ids: readonly string[];
  /** Training events of each of them; beyond its end there are none. */
  readonly counts: Int32Array;
  /** What was fitted on training. */
  readonly fitted: FittedItemFeatures;
  /** By name, the number of each of them. @default none */
  readonly numbers?: Readonly<Record<string, Float64Array>>;
}

/**
 * Gives an index to every item that training has not seen but of which anything
 * is known, behind those that it has, with a support of 0; and puts the codes of
 * all items into the order of their indices.
 */
export function addColdItems(
  { features, indices }: FittedFeatures,
  { ids, counts, fitted, numbers = {} }: AddColdItemsOptions,
): WithColdItems {
  const item = indices.item!.slice();
  const cold: string[] = [];
  const codes: (readonly number[])[] = Array.from(
    { length: features.item.size },
    () => [],
  );
  /** By index, which of the ids it is of. */
  const places = new Array<number>(codes.length).fill(-1);
  ids.forEach((id, at) => {
    const its = fitted.codes[at]!;
    if ((counts[at] ?? 0) === 0 && its.length > 0) {
      if (at < item.length) item[at] = codes.length;
      cold.push(id);
      codes.push(its);
      places.push(at);
    } else if (at < item.length && item[at]! >= FIRST_INDEX) {
      codes[item[at]!] = its;
      places[item[at]!] = at;
    }
  });
  const support = new Int32Array(codes.length);
  support.set(features.support);
  const { type, values } = features.item;
  return {
    features: new FeatureSet({
      ...features,
      item: new Vocabulary({ type, values: [...values, ...cold] }),
      support,
    }),
    indices: { ...indices, item },
    itemFeatures: {
      features: fitted.features,
      values: fitted.values,
      size: fitted.values.length,
      ...joinCodes(codes),
      ...(Object.keys(numbers).length > 0 && {
        numbers: mapValues(
          numbers,
          (column) => Float64Array.from(places, (at) => column[at] ?? NaN),
        ),
      }),
    },
  };
}

function joinCodes(codes: readonly (readonly number[])[]) {
  const offsets = new Int32Array(codes.length + 1);
  codes.forEach((its, at) => offsets[at + 1] = offsets[at]! + its.length);
  return { offsets, codes: Int32Array.from(codes.flat()) };
}
