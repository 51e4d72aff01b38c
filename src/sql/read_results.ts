import pl from "nodejs-polars";
import type { ColumnsParams, PrepareParams } from "../config.ts";
import { FeatureSet } from "../features/feature_set.ts";
import { Scaler } from "../features/scaler.ts";
import { FIRST_INDEX, OOV, PADDING } from "../features/sequences.ts";
import { Vocabulary } from "../features/vocabulary.ts";
import { cleaningSteps } from "../prepare/cleaning_steps.ts";
import { DEFAULT_SCALER } from "../prepare/fit_features.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import type { PrepareReport } from "../prepare/prepare_report.ts";

/** Options of {@link readResults}. */
export interface ReadResultsOptions {
  /** Names and kinds of the columns. */
  readonly columns: ColumnsParams;
  /** How events are prepared. */
  readonly prepare: PrepareParams;
}

/** What a plan's small results say. */
export interface SqlResults {
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** Rows that the source left out, by reason. */
  readonly unusable: Record<string, number>;
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
  return {
    features: readFeatures(read, splits.train.events, options),
    unusable: Object.fromEntries(
      Object.entries(missing).filter(([, rows]) => Number(rows) > 0)
        .map(([name, rows]) => [name.replace("_", " "), Number(rows)]),
    ),
    steps: readSteps(read, Number(events), options.prepare),
    splits,
  };
}

/** A file, or a folder of parts. */
function readRows(path: string): Row[] {
  const files = Deno.statSync(path).isDirectory
    ? [...Deno.readDirSync(path)].map((it) => `${path}/${it.name}`)
      .filter((it) => it.endsWith(".parquet")).sort()
    : [path];
  return files.flatMap((file) => pl.readParquet(file).toRecords());
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
  const categories = [...Object.keys(columns.categories), ...prepare.calendar];
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
  if (Object.keys(columns.numbers).length === 0) return {};
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
