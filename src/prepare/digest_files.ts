import type pl from "nodejs-polars";
import type { FeatureSet } from "../features/feature_set.ts";
import type { ItemCodes } from "../features/item_features.ts";
import {
  flagColumn,
  float32Column,
  float64Column,
  int32Column,
} from "./columns.ts";
import { SPLITS } from "./dataset_splits.ts";
import {
  type DigestedColumn,
  type DigestedSplit,
  digestPieces,
} from "./digest_dataset.ts";
import { FrameReleaser } from "./frame_releaser.ts";
import type { PrepareReport } from "./prepare_report.ts";
import { splitChunks } from "./split_chunks.ts";

/** Options of {@link digestFiles}. */
export interface DigestFilesOptions {
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** How many sessions and events each split has. */
  readonly sizes: PrepareReport["splits"];
  /** What is known of items, where anything is. */
  readonly itemFeatures?: ItemCodes | undefined;
}

/**
 * The digest that digestDataset() gives for the splits in a folder, without
 * having more of them in memory than a piece of a column.
 */
export async function digestFiles(
  folder: string,
  { features, sizes, itemFeatures }: DigestFilesOptions,
): Promise<string> {
  const splits = SPLITS.map((name): DigestedSplit => ({
    name,
    ...sizes[name],
    columns: columns(`${folder}/${name}.parquet`, features),
  }));
  const pieces = digestPieces(splits, features.serialize(), itemFeatures);
  const releaser = new FrameReleaser();
  let piece = pieces.next();
  while (piece.done !== true) {
    await releaser.count(piece.value);
    piece = pieces.next();
  }
  return piece.value;
}

function* columns(
  path: string,
  features: FeatureSet,
): Generator<readonly [string, Iterable<DigestedColumn>]> {
  const read = (name: string, as: Read) => readPieces(path, name, as);
  yield ["offsets", readOffsets(path)];
  yield ["items", read("item", int32Column)];
  yield ["targets", read("target", flagColumn)];
  yield ["carts", read("cart", flagColumn)];
  yield ["times", read("time", float64Column)];
  yield ["users", readUsers(path)];
  for (const name of features.categoryNames) {
    yield [name, read(name, int32Column)];
  }
  for (const name of features.numberNames) {
    yield [name, read(name, float32Column)];
  }
}

type Read = (frame: pl.DataFrame, name: string) => DigestedColumn;

function* readPieces(
  path: string,
  name: string,
  read: Read,
): Generator<DigestedColumn> {
  for (const frame of splitChunks(path, { columns: [name] })) {
    yield read(frame, name);
  }
}

/** Where sessions begin, and the end of the last. */
function* readOffsets(path: string): Generator<Int32Array> {
  let events = 0;
  for (const { starts, rows } of sessionStarts(path)) {
    yield starts.map((start) => events + start);
    events += rows;
  }
  yield Int32Array.of(events);
}

function* readUsers(path: string): Generator<Int32Array> {
  for (const { starts, users } of sessionStarts(path)) {
    yield starts.map((start) => users[start]!);
  }
}

/** The rows of each chunk with which a session begins. */
function* sessionStarts(path: string) {
  let last = -1;
  for (const frame of splitChunks(path, { columns: ["session", "user"] })) {
    const session = int32Column(frame, "session");
    const starts = new Int32Array(session.length);
    let count = 0;
    for (let row = 0; row < session.length; row++) {
      if (session[row] !== last) starts[count++] = row;
      last = session[row]!;
    }
    const users = int32Column(frame, "user");
    yield { starts: starts.slice(0, count), users, rows: session.length };
  }
}
