import { InputError } from "../errors.ts";
import type { EventsParams } from "../config.ts";
import { digestFiles } from "../prepare/digest_files.ts";
import { SPLITS } from "../prepare/dataset_splits.ts";
import { nothingLeft } from "../prepare/nothing_left.ts";
import {
  type EventSources,
  prepareKey,
  type PrepareParts,
} from "../prepare/prepare_key.ts";
import {
  PREPARE_FORMAT,
  type PrepareReport,
} from "../prepare/prepare_report.ts";
import { replaceFolder } from "../prepare/replace_folder.ts";
import { NOTHING_TO_TRAIN } from "../prepare/split.ts";
import { vocabularySizes } from "../prepare/vocabulary_sizes.ts";
import { type CanonicalFiles, canonicalFiles } from "./canonical_files.ts";
import { checkSupported } from "./check_supported.ts";
import { preparePlan } from "./prepare_plan.ts";
import { readResults, type SqlResults } from "./read_results.ts";
import type { SqlEngine } from "./sql_engine.ts";
import type { Statement } from "./statement.ts";

/** Options of {@link prepareWithSql}. */
export interface PrepareWithSqlOptions {
  /** Where the dataset is written. */
  readonly folder: string;
  /** @param scratch A folder that is removed at the end. */
  /** Opens the engine, with a folder for what it spills. */
  readonly openEngine: (scratch: string) => Promise<SqlEngine>;
  /** Called when a statement has run. */
  readonly onStatement?: (statement: Statement) => void;
}

/**
 * What prepareDataset() does, by an SQL engine: the same folder with the same
 * rows, vocabularies and report; statistics of numbers may differ in their last
 * digits.
 *
 * @throws {InputError} for what is wrong with the input, the parameters or the
 * folder, or where the engine cannot do what is asked for; the folder is then as
 * it was.
 */
export async function prepareWithSql(
  sources: EventSources,
  params: PrepareParts,
  { folder, openEngine, onStatement = () => {} }: PrepareWithSqlOptions,
): Promise<PrepareReport> {
  const key = prepareKey(sources, params);
  // Whatever is wrong with a source, reading it says so too.
  key.catch(() => {});
  let report: PrepareReport | undefined;
  await replaceFolder(folder, async (temporary) => {
    const scratch = `${temporary}/scratch`;
    await Deno.mkdir(`${scratch}/events`, { recursive: true });
    const results = `${scratch}/results`;
    await Deno.mkdir(results);
    const made = await run(sources, params, {
      ...{ scratch, results, openEngine, onStatement },
    });
    for (const name of SPLITS) {
      await Deno.rename(
        `${results}/${name}.parquet`,
        `${temporary}/${name}.parquet`,
      );
    }
    await Deno.remove(scratch, { recursive: true });
    const digest = digestFiles(temporary, {
      features: made.features,
      sizes: made.splits,
    });
    report = describe(made, { key: await key, digest });
    await Deno.writeTextFile(
      `${temporary}/features.json`,
      made.features.serialize(),
    );
    await Deno.writeTextFile(
      `${temporary}/report.json`,
      JSON.stringify(report, null, 2) + "\n",
    );
  });
  return report!;
}

async function run(
  sources: EventSources,
  params: PrepareParts,
  { scratch, results, openEngine, onStatement }:
    & Required<Omit<PrepareWithSqlOptions, "folder">>
    & { readonly scratch: string; readonly results: string },
): Promise<SqlResults> {
  const { input, dropped } = await openInput(
    sources,
    params.events,
    `${scratch}/events`,
  );
  const { columns } = input.events;
  const { prepare } = params;
  checkSupported(sources, { columns, prepare });
  const engine = await openEngine(scratch);
  try {
    const { dialect } = engine;
    const raw = await engine.open(input);
    const plan = preparePlan({ columns, prepare, raw, dialect });
    await engine.execute(plan, { folder: results, onStatement });
  } finally {
    await engine.close();
  }
  const made = readResults(results, { columns, prepare });
  const unusable = { ...dropped, ...made.unusable };
  check({ ...made, unusable }, sources.events.name);
  return { ...made, unusable };
}

/** Files are read by the engine itself, whatever else by us. */
async function openInput(
  { events: source }: EventSources,
  events: EventsParams,
  folder: string,
): Promise<CanonicalFiles> {
  const isFile = events.format === "csv" || events.format === "parquet" ||
    events.format === "demo";
  if (isFile && source.files !== undefined) {
    const files = await source.files();
    return { input: { events, files, name: source.name }, dropped: {} };
  }
  const keys = "columns" in events ? Object.keys(events.columns.keys) : [];
  return await canonicalFiles(source, { folder, keys });
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

function describe(
  { features, unusable, steps, splits }: SqlResults,
  { key, digest }: { key: string; digest: string },
): PrepareReport {
  return {
    formatVersion: PREPARE_FORMAT,
    key,
    digest,
    unusable,
    steps,
    splits,
    vocabularies: vocabularySizes(features),
  };
}
