import pl from "nodejs-polars";
import type { ColumnsParams, PrepareParams } from "../config.ts";
import type { CatalogueItems } from "../events/item_catalogue.ts";
import { FeatureSet } from "../features/feature_set.ts";
import { Scaler } from "../features/scaler.ts";
import { FIRST_INDEX, OOV, PADDING } from "../features/sequences.ts";
import { Vocabulary } from "../features/vocabulary.ts";
import { cleaningSteps } from "../prepare/cleaning_steps.ts";
import { DEFAULT_SCALER } from "../prepare/fit_features.ts";
import { splitParts } from "../prepare/split_chunks.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import type { PrepareReport } from "../prepare/prepare_report.ts";

import { type KnownItems, knownItems } from "./known_items.ts";

/** Options of {@link readResults}. */
export interface ReadResultsOptions {
  /** Names and kinds of the columns. */
  readonly columns: ColumnsParams;
  /** How events are prepared. */
  readonly prepare: PrepareParams;
  /** What the shop's catalogue says of items. */
  readonly catalogue?: CatalogueItems | undefined;
}

/** What a plan's small results say. */
export interface SqlResults {
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** Rows that the source left out, by reason. */
  readonly unusable: Record<string, number>;
  /** What is known of items; undefined where nothing is to be. */
  readonly known: KnownItems | undefined;
  /** Each cleaning step, in order. */
  readonly steps: PrepareReport["steps"];
  /** Size of each split. */
  readonly splits: PrepareReport["splits"];
}

type Row = Record<string, unknown>;
type Read = (name: string) => Row[];

/** Reads what {@link preparePlan} has written beside the splits. */
export function readResults(
  folder: string,
  options: ReadResultsOptions,
): SqlResults {
  const read: Read = (name) => readRows(`${folder}/${name}.parquet`);
  const splits = readSizes(read);
  const { events, ...missing } = read("unusable")[0]!;
  const features = readFeatures(read, splits.train.events, options);
  const known = readKnown(folder, features, options);
  return {
    features: known?.features ?? features,
    known,
    unusable: Object.fromEntries(
      Object.entries(missing).filter(([, rows]) => Number(rows) > 0)
        .map(([name, rows]) => [name.replace("_", " "), Number(rows)]),
    ),
    steps: readSteps(read, Number(events), options.prepare),
    splits,
  };
}

function readRows(path: string): Row[] {
  return readParts(path).toRecords();
}

/** A file, or a folder of parts. */
function readParts(path: string): pl.DataFrame {
  return pl.concat(splitParts(path).map((file) => pl.readParquet(file)));
}

function readKnown(
  folder: string,
  features: FeatureSet,
  { prepare: { itemFeatures: params }, catalogue }: ReadResultsOptions,
): KnownItems | undefined {
  if (params.categories.length + params.numbers.length === 0) return undefined;
  return knownItems(features, {
    codes: readParts(`${folder}/item_codes.parquet`),
    properties: readParts(`${folder}/item_properties.parquet`),
    ...{ params, catalogue },
  });
}

function readSteps(
  read: Read,
  events: number,
  prepare: PrepareParams,
): PrepareReport["steps"] {
  const rows = read("steps").sort((a, b) => Number(a.step) - Number(b.step));
  let rowsBefore = events;
  return cleaningSteps(prepare).map(({ name, reason }, at) => {
    const rowsAfter = Number(rows[at]!.events);
    const report = {
      step: name,
      rowsBefore,
      rowsAfter,
      dropped: rowsBefore - rowsAfter,
      sessionsAfter: Number(rows[at]!.sessions),
      reason,
    };
    rowsBefore = rowsAfter;
    return report;
  });
}

function readSizes(read: Read): PrepareReport["splits"] {
  const rows = read("sizes");
  const sizes = SPLITS.map((part) => {
    const row = rows.find((it) => it.part === part);
    const count = (name: string) => Number(row?.[name] ?? 0);
    return [part, {
      sessions: count("sessions"),
      events: count("events"),
      targets: count("targets"),
    }];
  });
  return Object.fromEntries(sizes);
}

function readFeatures(
  read: Read,
  trained: number,
  { columns, prepare }: ReadResultsOptions,
): FeatureSet {
  const byName = Map.groupBy(read("vocabularies"), (row) => String(row.name));
  const rowsOf = (name: string) =>
    (byName.get(name) ?? []).sort((a, b) => Number(a.idx) - Number(b.idx));
  const vocabulary = (name: string) =>
    new Vocabulary({
      type: (prepare.calendar as string[]).includes(name) ? "integer" : "text",
      values: rowsOf(name).map((row) => String(row.value)),
    });
  const { itemFeatures } = prepare;
  const categories = [...Object.keys(columns.categories), ...prepare.calendar]
    .filter((it) => !itemFeatures.categories.includes(it));
  return new FeatureSet({
    task: prepare.task,
    item: vocabulary("item"),
    support: readSupport(rowsOf("item"), trained),
    user: columns.user === undefined ? undefined : vocabulary("user"),
    categories: Object.fromEntries(
      categories.map((name) => [name, vocabulary(name)]),
    ),
    calendar: prepare.calendar,
    numbers: readScalers(read, { columns, prepare }),
  });
}

/** An item is never missing: what is no value of the vocabulary is OOV. */
function readSupport(rows: readonly Row[], trained: number): Int32Array {
  const support = new Int32Array(rows.length + FIRST_INDEX);
  rows.forEach((row, at) => support[at + FIRST_INDEX] = Number(row.support));
  support[PADDING] = 0;
  support[OOV] = trained - support.reduce((sum, count) => sum + count, 0);
  return support;
}

function readScalers(
  read: Read,
  { columns, prepare }: ReadResultsOptions,
): Record<string, Scaler> {
  const { numbers } = prepare.itemFeatures;
  const ofEvents = Object.keys(columns.numbers)
    .filter((it) => !numbers.includes(it));
  if (ofEvents.length === 0) return {};
  return Object.fromEntries(
    read("scalers").map(({ name, center, scale }) => [
      String(name),
      new Scaler({
        kind: prepare.scalers[String(name)] ?? DEFAULT_SCALER,
        center: Number(center),
        scale: Number(scale),
      }),
    ]),
  );
}
