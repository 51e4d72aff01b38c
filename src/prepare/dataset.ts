import { InputError } from "../errors.ts";
import { FeatureSet } from "../features/feature_set.ts";
import type { Sequences } from "../features/sequences.ts";
import { type DatasetSplits, SPLITS } from "./dataset_splits.ts";
import { digestDataset } from "./digest_dataset.ts";
import { parsePrepareReport, type PrepareReport } from "./prepare_report.ts";
import { replaceFolder } from "./replace_folder.ts";
import { readSplit, writeSplit } from "./split_file.ts";

/** What preparing gives and training, evaluation and serving read. */
export interface Dataset extends DatasetSplits {
  readonly features: FeatureSet;
  /** SHA-256 in hex, see digest_dataset.ts. */
  readonly digest: string;
}

/**
 * Writes a dataset's folder, whole or not at all: train.parquet,
 * validation.parquet, test.parquet, features.json and report.json.
 *
 * @throws {InputError} where the folder cannot be written.
 */
export async function writeDataset(
  folder: string,
  parts: DatasetSplits & { features: FeatureSet; report: PrepareReport },
): Promise<void> {
  await replaceFolder(folder, async (temporary) => {
    for (const name of SPLITS) {
      writeSplit(`${temporary}/${name}.parquet`, parts[name]);
    }
    await Deno.writeTextFile(
      `${temporary}/features.json`,
      parts.features.serialize(),
    );
    await Deno.writeTextFile(
      `${temporary}/report.json`,
      JSON.stringify(parts.report, null, 2) + "\n",
    );
  });
}

/**
 * Reads a dataset and checks that it is what was written.
 *
 * @throws {InputError} where a file is absent, cut short, of another format
 * version, or where the digest is another one.
 */
export async function readDataset(folder: string): Promise<Dataset> {
  const reportPath = `${folder}/report.json`;
  const report = parsePrepareReport(await read(reportPath), reportPath);
  const path = `${folder}/features.json`;
  const text = await read(path);
  const features = FeatureSet.parse(text, path);
  const [train, validation, test] = SPLITS.map((name) =>
    readParquet(`${folder}/${name}.parquet`, features)
  ) as [Sequences, Sequences, Sequences];
  const splits = { train, validation, test };
  const digest = digestDataset(splits, text);
  if (digest !== report.digest) {
    throw new InputError(
      `${folder} is not as it was written: its digest is ${digest}, ` +
        `report.json says ${report.digest}; prepare the data again`,
    );
  }
  return { ...splits, features, digest };
}

async function read(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    throw new InputError(`${path} cannot be read: prepare the data first`, {
      cause,
    });
  }
}

function readParquet(path: string, features: FeatureSet): Sequences {
  try {
    return readSplit(path, features);
  } catch (cause) {
    const reason = (cause as Error).message.split("\n")[0];
    throw new InputError(
      `${path} is no whole Parquet file of this dataset (${reason}): prepare the data again`,
      { cause },
    );
  }
}
