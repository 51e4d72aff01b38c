import type { ColumnsParams, EventsParams } from "../config.ts";
import type { EventSource } from "../events/event_source.ts";
import {
  type EventSources,
  prepareKey,
  type PrepareParts,
} from "../prepare/prepare_key.ts";
import type { PrepareReport } from "../prepare/prepare_report.ts";
import { replaceFolder } from "../prepare/replace_folder.ts";
import { SCHEMA_FILE } from "../prepare/schema_file.ts";
import { type CanonicalFiles, canonicalFiles } from "./canonical_files.ts";
import { checkSupported } from "./check_supported.ts";
import { preparePlan } from "./prepare_plan.ts";
import type { LogStudy } from "./log_study.ts";
import type { SqlEngine } from "./sql_engine.ts";
import { writeResults } from "./write_results.ts";
import type { Statement } from "./statement.ts";

/** Options of {@link prepareWithSql}. */
export interface PrepareWithSqlOptions {
  /** Where the dataset is written. */
  readonly folder: string;
  /**
   * Opens the engine, with a folder for what it spills.
   *
   * @param scratch A folder that is removed at the end.
   */
  readonly openEngine: (scratch: string) => Promise<SqlEngine>;
  /**
   * Finds out more of the events; of such alone as the engine reads by itself,
   * others have been in memory.
   */
  readonly study?: LogStudy | undefined;
  /** Called when a statement has run. */
  readonly onStatement?: (statement: Statement) => void;
  /** Ends the work when aborted, after the statement that runs. */
  readonly signal?: AbortSignal | undefined;
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
  options: PrepareWithSqlOptions,
): Promise<PrepareReport> {
  const { folder, openEngine, study, signal } = options;
  const onStatement = (statement: Statement) => {
    signal?.throwIfAborted();
    options.onStatement?.(statement);
  };
  let report: PrepareReport | undefined;
  await replaceFolder(folder, async (temporary) => {
    const scratch = `${temporary}/scratch`;
    const results = `${scratch}/results`;
    await Deno.mkdir(results, { recursive: true });
    const effective = effectiveParams(sources, params);
    const { columns, dropped } = await run(sources, effective, {
      ...{ scratch, results, openEngine, study, onStatement },
    });
    report = await writeResults(results, temporary, {
      ...{ columns, dropped, prepare: effective.prepare },
      catalogue: await sources.items?.read(),
      name: sources.events.name,
      // After reading: of some sources only that tells what there is.
      key: await prepareKey(sources, params),
    });
    await Deno.remove(scratch, { recursive: true });
  }, { before: SCHEMA_FILE });
  return report!;
}

async function run(
  sources: EventSources,
  { events, prepare }: PrepareParts,
  { scratch, results, openEngine, study, onStatement }:
    & Required<Pick<PrepareWithSqlOptions, "openEngine" | "onStatement">>
    & Pick<PrepareWithSqlOptions, "study">
    & { readonly scratch: string; readonly results: string },
): Promise<{ columns: ColumnsParams; dropped: CanonicalFiles["dropped"] }> {
  const { input, dropped } = await openInput(sources.events, events, scratch);
  const isRead = input.events === events;
  const given = sources.test &&
    await openInput(sources.test, events, `${scratch}/given`);
  const { columns } = input.events;
  checkSupported(sources, { columns, prepare });
  const engine = await openEngine(scratch);
  try {
    const { dialect } = engine;
    const raw = await engine.open(input);
    const test = given && {
      columns: given.input.events.columns,
      raw: await engine.open(given.input),
      marked: given.marked,
    };
    const plan = preparePlan({
      ...{ columns, prepare, raw, test, dialect },
      study: isRead ? study : undefined,
    });
    await engine.execute(plan, { folder: results, onStatement });
    if (isRead) study?.read(results, columns);
  } finally {
    await engine.close();
  }
  return { columns, dropped };
}

/** A given test set is the split, whatever the parameters say. */
function effectiveParams(
  { test }: EventSources,
  params: PrepareParts,
): PrepareParts {
  if (test === undefined) return params;
  const { events, prepare } = params;
  return {
    events,
    prepare: { ...prepare, split: { ...prepare.split, by: "given" } },
  };
}

/**
 * Files are read by the engine itself, whatever else by us.
 *
 * @param scratch A folder, which may be absent.
 */
async function openInput(
  source: EventSource,
  events: EventsParams,
  scratch: string,
): Promise<CanonicalFiles> {
  const isFile = events.format === "csv" || events.format === "parquet" ||
    events.format === "demo";
  if (isFile && source.files !== undefined) {
    const files = await source.files();
    const input = { events, files, name: source.name };
    return { input, marked: false, dropped: {} };
  }
  const folder = `${scratch}/events`;
  await Deno.mkdir(folder, { recursive: true });
  const keys = "columns" in events ? Object.keys(events.columns.keys) : [];
  return await canonicalFiles(source, { folder, keys });
}
