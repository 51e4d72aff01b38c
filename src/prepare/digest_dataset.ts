import { createHash } from "node:crypto";
import type { ItemCodes } from "../features/item_features.ts";
import type { Sequences } from "../features/sequences.ts";
import { type DatasetSplits, SPLITS } from "./dataset_splits.ts";

/**
 * SHA-256, in hex, of the rows of all splits and of features.json, whatever
 * wrote them. Hashed are, in this order: for train, validation and test a line
 * `<name> <sessions> <events>\n`, then each column as its name and a line feed,
 * followed by its values in little-endian bytes: offsets, items, targets, carts,
 * times, users, then categories and numbers, each in the order of their names
 * (types as in sequences.ts); where there are item features, `items` and a line
 * feed, then their offsets and codes; last the text of features.json.
 */
export function digestDataset(
  splits: DatasetSplits,
  featuresText: string,
  itemFeatures?: ItemCodes,
): string {
  const hash = createHash("sha256");
  for (const name of SPLITS) {
    const split = splits[name];
    hash.update(`${name} ${split.offsets.length - 1} ${split.items.length}\n`);
    for (const [column, values] of columns(split)) {
      hash.update(`${column}\n`);
      hash.update(littleEndian(values));
    }
  }
  if (itemFeatures !== undefined) {
    hash.update("items\n");
    hash.update(littleEndian(itemFeatures.offsets));
    hash.update(littleEndian(itemFeatures.codes));
  }
  return hash.update(featuresText).digest("hex");
}

type Column = Int32Array | Uint8Array | Float64Array | Float32Array;

function columns(split: Sequences): [string, Column][] {
  const { offsets, items, targets, carts, times, users } = split;
  const byName = (record: Readonly<Record<string, Column>>) =>
    Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1);
  return [
    ...Object.entries({ offsets, items, targets, carts, times, users }),
    ...byName(split.categories),
    ...byName(split.numbers),
  ];
}

function littleEndian(values: Column): Uint8Array {
  const { buffer, byteOffset, byteLength } = values;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (isLittleEndian || values.BYTES_PER_ELEMENT === 1) return bytes;
  const size = values.BYTES_PER_ELEMENT;
  return bytes.map((_, i) => bytes[i - i % size + size - 1 - i % size]!);
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
