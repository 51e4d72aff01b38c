import pl from "nodejs-polars";
import type { ItemFeatures } from "../features/item_features.ts";
import { float64Column, int32Column } from "./columns.ts";

/** Writes what is known of items as Parquet, a row for each code of each item. */
export function writeItems(path: string, items: ItemFeatures): void {
  const { features, values, offsets, codes, numbers } = items;
  const featureOfCode = Object.entries(features).flatMap(([name, count]) =>
    new Array<string>(count).fill(name)
  );
  const item = new Int32Array(codes.length);
  for (let index = 0; index < offsets.length - 1; index++) {
    item.fill(index, offsets[index]!, offsets[index + 1]!);
  }
  const texts = (byCode: readonly string[]) =>
    Array.from(codes, (code) => byCode[code]!);
  pl.DataFrame([
    pl.Series("item", item),
    pl.Series("feature", texts(featureOfCode), pl.Utf8),
    pl.Series("value", texts(values), pl.Utf8),
    pl.Series("code", codes),
    ...(numbers === undefined ? [] : [
      pl.Series(
        "number",
        Float64Array.from(
          codes,
          (code, row) => numbers[featureOfCode[code]!]?.[item[row]!] ?? NaN,
        ),
      ),
    ]),
  ]).writeParquet(path, { compression: "zstd" });
}

/**
 * Reads what {@link writeItems} wrote.
 *
 * @param items How many indices items have, padding and OOV among them.
 */
export function readItems(path: string, items: number): ItemFeatures {
  const frame = pl.readParquet(path);
  const codes = int32Column(frame, "code");
  const offsets = new Int32Array(items + 1);
  const itemOfRow = int32Column(frame, "item");
  for (const item of itemOfRow) offsets[item + 1]!++;
  for (let item = 0; item < items; item++) {
    offsets[item + 1]! += offsets[item]!;
  }
  const names = frame.getColumn("feature").toArray() as string[];
  const texts = frame.getColumn("value").toArray() as string[];
  const values: string[] = [];
  const featureOfCode: string[] = [];
  codes.forEach((code, row) => {
    values[code] = texts[row]!;
    featureOfCode[code] = names[row]!;
  });
  const features: Record<string, number> = {};
  for (const name of featureOfCode) features[name] = (features[name] ?? 0) + 1;
  const found = { features, values, size: values.length, offsets, codes };
  if (!frame.columns.includes("number")) return found;
  const numbers: Record<string, Float64Array> = {};
  float64Column(frame, "number").forEach((number, row) => {
    if (Number.isNaN(number)) return;
    numbers[names[row]!] ??= new Float64Array(items).fill(NaN);
    numbers[names[row]!]![itemOfRow[row]!] = number;
  });
  return { ...found, numbers };
}
