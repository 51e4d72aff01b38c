import type { ColumnsParams, PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import { digestFiles } from "../prepare/digest_files.ts";
import { nothingLeft } from "../prepare/nothing_left.ts";
import {
  PREPARE_FORMAT,
  type PrepareReport,
} from "../prepare/prepare_report.ts";
import { NOTHING_TO_TRAIN } from "../prepare/split.ts";
import { vocabularySizes } from "../prepare/vocabulary_sizes.ts";
import type { CatalogueItems } from "../events/item_catalogue.ts";
import { writeItems } from "../prepare/item_file.ts";
import { indexItems } from "./index_items.ts";
import { readResults, type SqlResults } from "./read_results.ts";

/** What results do not say of themselves. */
export interface WriteResultsOptions {
  /** The columns of the events. */
  readonly columns: ColumnsParams;
  /** How they were prepared. */
  readonly prepare: PrepareParams;
  /** What the shop's catalogue says of items. */
  readonly catalogue?: CatalogueItems | undefined;
  /** Rows that were left out before the plan, by reason. */
  readonly dropped: Readonly<Record<string, number>>;
  /** What the events are called, for messages. */
  readonly name: string;
  /** What made the dataset, see prepareKey(). */
  readonly key: string;
}

/**
 * Makes a dataset's folder of what a plan has written: its splits are moved
 * there.
 *
 * @throws {InputError} where there were no events, or none is left.
 */
export async function writeResults(
  results: string,
  folder: string,
  { columns, prepare, catalogue, dropped, name, key }: WriteResultsOptions,
): Promise<PrepareReport> {
  const made = readResults(results, { columns, prepare, catalogue });
  const { features, known, steps, splits } = made;
  const unusable = { ...dropped, ...made.unusable };
  check({ ...made, unusable }, name);
  if (prepare.split.by === "given" && splits.test.events === 0) {
    throw new InputError(
      "No session with something to predict is left of the test set",
    );
  }
  for (const split of SPLITS) {
    const path = `${folder}/${split}.parquet`;
    await Deno.rename(`${results}/${split}.parquet`, path);
    if (known !== undefined) await indexItems(path, known.indices);
  }
  const itemFeatures = known?.itemFeatures;
  if (itemFeatures !== undefined) {
    writeItems(`${folder}/items.parquet`, itemFeatures);
  }
  const report = {
    formatVersion: PREPARE_FORMAT as typeof PREPARE_FORMAT,
    key,
    digest: await digestFiles(folder, {
      features,
      sizes: splits,
      itemFeatures,
    }),
    unusable,
    steps,
    splits,
    vocabularies: vocabularySizes(features),
    ...(itemFeatures && { itemFeatures: itemFeatures.features }),
  };
  await Deno.writeTextFile(`${folder}/features.json`, features.serialize());
  await Deno.writeTextFile(
    `${folder}/report.json`,
    JSON.stringify(report, null, 2) + "\n",
  );
  return report;
}

function check({ steps, splits, unusable }: SqlResults, name: string): void {
  if (steps[0]!.rowsBefore === 0) {
    const reasons = Object.entries(unusable)
      .map(([reason, rows]) => `${rows} rows: ${reason}`);
    const why = reasons.length === 0 ? "" : ` (${reasons.join(", ")})`;
    throw new InputError(`${name} holds no events${why}`);
  }
  const empty = steps.findIndex((it) => it.rowsAfter === 0);
  if (empty >= 0) throw nothingLeft(steps.slice(0, empty + 1));
  if (splits.train.events === 0) throw new InputError(NOTHING_TO_TRAIN);
}
