import { InputError } from "../errors.ts";
import { FeatureSet } from "../features/feature_set.ts";
import type { ItemFeatures } from "../features/item_features.ts";
import { selectSessions } from "../features/select_sessions.ts";
import type { Sequences } from "../features/sequences.ts";
import { type DatasetSplits, SPLITS } from "./dataset_splits.ts";
import { digestDataset } from "./digest_dataset.ts";
import { digestFiles } from "./digest_files.ts";
import { readItems, writeItems } from "./item_file.ts";
import { parsePrepareReport, type PrepareReport } from "./prepare_report.ts";
import { replaceFolder } from "./replace_folder.ts";
import { SCHEMA_FILE } from "./schema_file.ts";
import { readSplit, writeSplit } from "./split_file.ts";
import { SplitReader } from "./split_reader.ts";

/** What preparing gives and training, evaluation and serving read. */
export interface Dataset extends DatasetSplits {
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** What is known of the items; absent where nothing is. */
  readonly itemFeatures?: ItemFeatures | undefined;
  /** SHA-256 in hex, see digest_dataset.ts. */
  readonly digest: string;
}

/**
 * Writes a dataset's folder, whole or not at all: train.parquet,
 * validation.parquet, test.parquet, features.json and report.json, and
 * items.parquet where something is known of items.
 *
 * @throws {InputError} where the folder cannot be written.
 */
export async function writeDataset(
  folder: string,
  parts: DatasetSplits & {
    features: FeatureSet;
    itemFeatures?: ItemFeatures | undefined;
    report: PrepareReport;
  },
): Promise<void> {
  await replaceFolder(folder, async (temporary) => {
    for (const name of SPLITS) {
      writeSplit(`${temporary}/${name}.parquet`, parts[name]);
    }
    if (parts.itemFeatures !== undefined) {
      writeItems(`${temporary}/items.parquet`, parts.itemFeatures);
    }
    await Deno.writeTextFile(
      `${temporary}/features.json`,
      parts.features.serialize(),
    );
    await Deno.writeTextFile(
      `${temporary}/report.json`,
      JSON.stringify(parts.report, null, 2) + "\n",
    );
  }, { before: SCHEMA_FILE });
}

/** How much of a dataset is read. */
export interface ReadDatasetOptions {
  /**
   * Only so many sessions of the training split, its last ones; the others are
   * looked at in passing, to check the digest. `null`: all.
   *
   * @default {null}
   */
  readonly lastSessions?: number | null;
}

/**
 * Reads a dataset and checks that it is what was written.
 *
 * @throws {InputError} where a file is absent, cut short, of another format
 * version, or where the digest is another one.
 */
export async function readDataset(
  folder: string,
  { lastSessions = null }: ReadDatasetOptions = {},
): Promise<Dataset> {
  const reportPath = `${folder}/report.json`;
  const report = parsePrepareReport(await readText(reportPath), reportPath);
  const path = `${folder}/features.json`;
  const text = await readText(path);
  const features = FeatureSet.parse(text, path);
  const readPart = (name: typeof SPLITS[number], last: number | null) =>
    readParquet(
      `${folder}/${name}.parquet`,
      (path) =>
        last === null
          ? readSplit(path, features)
          : readLast(path, features, last),
    );
  const splits = {
    train: await readPart("train", lastSessions),
    validation: await readPart("validation", null),
    test: await readPart("test", null),
  };
  const itemFeatures = report.itemFeatures && await readParquet(
    `${folder}/items.parquet`,
    (path) => readItems(path, features.item.size),
  );
  const digest = lastSessions === null
    ? digestDataset(splits, text, itemFeatures)
    : await digestFiles(folder, {
      features,
      sizes: report.splits,
      itemFeatures,
    });
  if (digest !== report.digest) {
    throw new InputError(
      `${folder} is not as it was written: its digest is ${digest}, ` +
        `report.json says ${report.digest}; prepare the data again`,
    );
  }
  return { ...splits, features, itemFeatures, digest };
}

/** From the block on that holds the first of them. */
async function readLast(
  path: string,
  features: FeatureSet,
  sessions: number,
): Promise<Sequences> {
  const reader = new SplitReader({
    path,
    categories: features.categoryNames,
    numbers: features.numberNames,
  });
  const blocks = (await reader.blocks(sessions)).slice(-2);
  if (blocks.length === 0) return readSplit(path, features);
  const read = reader.read(blocks);
  const count = read.offsets.length - 1;
  const first = Math.max(0, count - sessions);
  return selectSessions(
    read,
    Array.from({ length: count - first }, (_, at) => first + at),
  );
}

async function readText(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    throw new InputError(`${path} cannot be read: prepare the data first`, {
      cause,
    });
  }
}

async function readParquet<T>(
  path: string,
  read: (path: string) => T | Promise<T>,
): Promise<T> {
  try {
    return await read(path);
  } catch (cause) {
    const reason = (cause as Error).message.split("\n")[0];
    throw new InputError(
      `${path} is no whole Parquet file of this dataset (${reason}): prepare the data again`,
      { cause },
    );
  }
}
