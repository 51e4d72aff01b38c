import type { ColumnsParams, EventsParams } from "../config.ts";
import {
  type EventSources,
  prepareKey,
  type PrepareParts,
} from "../prepare/prepare_key.ts";
import type { PrepareReport } from "../prepare/prepare_report.ts";
import { replaceFolder } from "../prepare/replace_folder.ts";
import { type CanonicalFiles, canonicalFiles } from "./canonical_files.ts";
import { checkSupported } from "./check_supported.ts";
import { preparePlan } from "./prepare_plan.ts";
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
    const results = `${scratch}/results`;
    await Deno.mkdir(`${scratch}/events`, { recursive: true });
    await Deno.mkdir(results);
    const { columns, dropped } = await run(sources, params, {
      ...{ scratch, results, openEngine, onStatement },
    });
    report = await writeResults(results, temporary, {
      ...{ columns, dropped, prepare: params.prepare },
      name: sources.events.name,
      key: await key,
    });
    await Deno.remove(scratch, { recursive: true });
  });
  return report!;
}

async function run(
  sources: EventSources,
  params: PrepareParts,
  { scratch, results, openEngine, onStatement }:
    & Required<Omit<PrepareWithSqlOptions, "folder">>
    & { readonly scratch: string; readonly results: string },
): Promise<{ columns: ColumnsParams; dropped: CanonicalFiles["dropped"] }> {
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
  return { columns, dropped };
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
