import pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import type { CatalogueItems } from "../events/item_catalogue.ts";
import type { FeatureSet } from "../features/feature_set.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import { codeColumn } from "../prepare/code_column.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import type { TellingEvents } from "../prepare/item_properties.ts";
import { knowItems } from "../prepare/know_items.ts";

/** What a plan has found out of items, and what was fitted on training. */
export interface KnownItemsOptions {
  /** Rows of `item_codes`: `value` and `code`. */
  readonly codes: pl.DataFrame;
  /** Rows of `item_properties`: `part`, `item`, `c_…`, `t_…` and `n_…`. */
  readonly properties: pl.DataFrame;
  /** Which properties of items are used. */
  readonly params: PrepareParams["itemFeatures"];
  /** What the shop's catalogue says; undefined where there is none. */
  readonly catalogue: CatalogueItems | undefined;
}

/** What is known of items. */
export interface KnownItems {
  /** With the items that training has not seen. */
  readonly features: FeatureSet;
  /** What each item is known by. */
  readonly itemFeatures: ItemFeatures;
  /** The index of each item's code. */
  readonly indices: Int32Array;
}

/**
 * Fits what is known of items, as knowItems() does: to it a split is a row for
 * each of its items, as the plan has them.
 *
 * @throws {InputError} where a feature is named that nobody tells of.
 */
export function knownItems(
  features: FeatureSet,
  { codes, properties, params, catalogue }: KnownItemsOptions,
): KnownItems {
  const ids = codes.sort("code").getColumn("value");
  const codeOf = new Map(ids.toArray().map((id, code) => [String(id), code]));
  const told = codedProperties(properties, { ids, codeOf });
  const [train, ...others] = SPLITS.map((part) => splitOf(told, part));
  const item = Int32Array.from(
    ids.toArray(),
    (id) => features.item.index(String(id)),
  );
  const known = knowItems({ features, indices: { item } }, train!.frame, {
    ...{ params, catalogue },
    splits: [train!, ...others],
  });
  return {
    features: known.features,
    itemFeatures: known.itemFeatures!,
    indices: known.indices.item!,
  };
}

/** The properties under their own names, texts as codes. */
function codedProperties(
  properties: pl.DataFrame,
  { ids, codeOf }: { ids: pl.Series; codeOf: ReadonlyMap<string, number> },
): TellingEvents {
  const items = properties.getColumn("item").toArray();
  const columns = [
    pl.Series("part", properties.getColumn("part").toArray(), pl.Utf8),
    pl.Series("item", Int32Array.from(items, (id) => codeOf.get(String(id))!)),
  ];
  const values: Record<string, pl.Series> = { item: ids };
  for (const column of properties.columns.slice(2)) {
    const name = column.slice(2);
    const series = properties.getColumn(column);
    if (column.startsWith("n_")) {
      const numbers = series.cast(pl.Float64).toArray() as (number | null)[];
      columns.push(
        pl.Series(name, Float64Array.from(numbers, (it) => it ?? NaN)),
      );
      continue;
    }
    const coded = codeColumn(series.cast(pl.Utf8));
    values[name] = coded.values;
    columns.push(pl.Series(name, coded.codes));
  }
  return { frame: pl.DataFrame(columns), values };
}

function splitOf({ frame, values }: TellingEvents, part: string) {
  const rows = frame.filter(pl.col("part").eq(pl.lit(part)));
  return { frame: rows.drop("part"), values };
}
