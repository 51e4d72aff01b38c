import { createHash } from "node:crypto";
import type { ItemCodes, ItemFeatures } from "../features/item_features.ts";
import type { Sequences } from "../features/sequences.ts";
import { type DatasetSplits, SPLITS } from "./dataset_splits.ts";

/**
 * SHA-256, in hex, of the rows of all splits and of features.json, whatever
 * wrote them. Hashed are, in this order: for train, validation and test a line
 * `<name> <sessions> <events>\n`, then each column as its name and a line feed,
 * followed by its values in little-endian bytes: offsets, items, targets, carts,
 * times, users, then categories and numbers, each in the order of their names
 * (types as in sequences.ts); where there are item features, `items` and a line
 * feed, then their offsets and codes, and each column of numbers as above; last the
 * text of features.json.
 */
export function digestDataset(
  splits: DatasetSplits,
  featuresText: string,
  itemFeatures?: DigestedItems,
): string {
  const pieces = digestPieces(
    SPLITS.map((name) => digestedSplit(name, splits[name])),
    featuresText,
    itemFeatures,
  );
  let piece = pieces.next();
  while (piece.done !== true) piece = pieces.next();
  return piece.value;
}

/** What is known of items, as far as it is hashed. */
export type DigestedItems = ItemCodes & Pick<ItemFeatures, "numbers">;

/** A split as {@link digestPieces} takes it. */
export interface DigestedSplit {
  /** The split's name. */
  readonly name: string;
  /** Number of sessions. */
  readonly sessions: number;
  /** Number of events. */
  readonly events: number;
  /** Columns in the order in which they are hashed, each in pieces. */
  readonly columns: Iterable<readonly [string, Iterable<DigestedColumn>]>;
}

/** A column, as it enters the digest. */
export type DigestedColumn =
  | Int32Array
  | Uint8Array
  | Float64Array
  | Float32Array;

/**
 * What {@link digestDataset} hashes, of splits that need not be in memory. Gives
 * the length of each piece of a column when it is hashed, and at last the digest.
 */
export function* digestPieces(
  splits: readonly DigestedSplit[],
  featuresText: string,
  itemFeatures?: DigestedItems,
): Generator<number, string> {
  const hash = createHash("sha256");
  for (const { name, sessions, events, columns } of splits) {
    hash.update(`${name} ${sessions} ${events}\n`);
    for (const [column, pieces] of columns) {
      hash.update(`${column}\n`);
      for (const piece of pieces) {
        hash.update(littleEndian(piece));
        yield piece.length;
      }
    }
  }
  if (itemFeatures !== undefined) {
    hash.update("items\n");
    hash.update(littleEndian(itemFeatures.offsets));
    hash.update(littleEndian(itemFeatures.codes));
    for (const [name, column] of byName(itemFeatures.numbers ?? {})) {
      hash.update(`${name}\n`);
      hash.update(littleEndian(column));
    }
  }
  return hash.update(featuresText).digest("hex");
}

function digestedSplit(name: string, split: Sequences): DigestedSplit {
  const { offsets, items, targets, carts, times, users } = split;
  const columns: [string, DigestedColumn][] = [
    ...Object.entries({ offsets, items, targets, carts, times, users }),
    ...byName(split.categories),
    ...byName(split.numbers),
  ];
  return {
    name,
    sessions: offsets.length - 1,
    events: items.length,
    columns: columns.map(([column, values]) => [column, [values]] as const),
  };
}

function byName(record: Readonly<Record<string, DigestedColumn>>) {
  return Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1);
}

function littleEndian(values: DigestedColumn): Uint8Array {
  const { buffer, byteOffset, byteLength } = values;
  const bytes = new Uint8Array(buffer, byteOffset, byteLength);
  if (isLittleEndian || values.BYTES_PER_ELEMENT === 1) return bytes;
  const size = values.BYTES_PER_ELEMENT;
  return bytes.map((_, i) => bytes[i - i % size + size - 1 - i % size]!);
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
