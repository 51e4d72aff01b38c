import { dirname } from "node:path";
import { inferSchema } from "../../src/checks/infer_schema.ts";
import { type LogProfile, logProfile } from "../../src/checks/log_profile.ts";
import { LogProfiler } from "../../src/checks/log_profiler.ts";
import { parseSchema, serializeSchema } from "../../src/checks/log_schema.ts";
import { logTable } from "../../src/checks/log_table.ts";
import { openLog } from "../../src/checks/open_log.ts";
import { InputError } from "../../src/errors.ts";
import type { PrepareReport } from "../../src/prepare/prepare_report.ts";
import { openInput } from "../dataset_input.ts";
import { readEnvironment } from "../../src/environment.ts";
import { SCHEMA_FILE } from "../../src/prepare/schema_file.ts";
import type { CheckedInput } from "./checked_input.ts";
import { cannotWrite, writeWhole } from "../../src/write_whole.ts";
import { knownItems } from "./known_items.ts";

/**
 * Prepares a dataset and keeps with it what its log is like, for checking the
 * next one. A schema that was edited by hand stays as it is.
 */
export async function keepSchema<
  T extends PrepareReport & { readonly reused?: boolean },
>(
  input: CheckedInput,
  { folder, prepare }: {
    readonly folder: string;
    /** With an engine that reads the log the profiler is to look at it too. */
    readonly prepare: (profiler: LogProfiler) => Promise<T>;
  },
): Promise<T> {
  const path = `${folder}/${SCHEMA_FILE}`;
  const before = await readText(path);
  const profiler = new LogProfiler();
  const prepared = await prepare(profiler);
  if (prepared.reused === true && before !== undefined) return prepared;
  // The new folder has none: whatever comes now, what was there is not lost.
  if (before !== undefined) await writeWhole(path, before);
  // A table would be read again, and may be another one by then.
  if (input.params.events.format === "mysql") return prepared;
  if (before !== undefined && wasEdited(before, path)) {
    input.print(
      `${path} was edited and stays: deno task check --infer renews it`,
    );
  } else await writeSchema(input, { path, folder, profile: profiler.profile });
  return prepared;
}

/**
 * Infers the schema of a log, and writes it.
 *
 * @param options.profile Of the log. @default {of the log that the flags name}
 */
export async function writeSchema(
  input: CheckedInput,
  { path, folder, profile }: {
    readonly path: string;
    readonly folder: string;
    readonly profile?: LogProfile | undefined;
  },
): Promise<void> {
  const schema = inferSchema(profile ?? await profileInput(input), {
    isKnown: await knownItems(folder),
  });
  await Deno.mkdir(dirname(path), { recursive: true }).catch((error) => {
    throw cannotWrite(path, error);
  });
  await writeWhole(path, serializeSchema(schema));
}

/** What cannot be read any more was, by whoever mistyped something. */
function wasEdited(text: string, path: string): boolean {
  try {
    return parseSchema(text, path).edited;
  } catch (error) {
    if (error instanceof InputError) return true;
    throw error;
  }
}

async function profileInput(input: CheckedInput): Promise<LogProfile> {
  const { events, input: place } = await openInput(input);
  const { mysql } = readEnvironment();
  const table = await logTable(await openLog(events, { input: place, mysql }));
  if (table.rows === 0) {
    throw new InputError(
      `${table.name} holds no rows: a schema is made of a log with events`,
    );
  }
  return logProfile(table, "columns" in events ? events.columns : {});
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return undefined;
  }
}
