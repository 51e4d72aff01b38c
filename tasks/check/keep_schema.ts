import { inferSchema } from "../../src/checks/infer_schema.ts";
import { parseSchema, serializeSchema } from "../../src/checks/log_schema.ts";
import { logTable } from "../../src/checks/log_table.ts";
import { openLog } from "../../src/checks/open_log.ts";
import type { PrepareReport } from "../../src/prepare/prepare_report.ts";
import { openInput } from "../dataset_input.ts";
import { readEnvironment } from "../../src/environment.ts";
import { type CheckedInput, SCHEMA_FILE } from "./checked_input.ts";
import { writeWhole } from "../../src/write_whole.ts";
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
    readonly prepare: () => Promise<T>;
  },
): Promise<T> {
  const path = `${folder}/${SCHEMA_FILE}`;
  const before = await readText(path);
  const prepared = await prepare();
  // A table would be read again, and may be another one by then.
  if (input.params.events.format === "mysql") return prepared;
  if (prepared.reused === true && before !== undefined) return prepared;
  if (before !== undefined && parseSchema(before, path).edited) {
    await writeWhole(path, before);
    input.print(
      `${path} was edited and stays: deno task check --infer renews it`,
    );
  } else await writeSchema(input, { path, folder });
  return prepared;
}

/** Infers the schema of the log that the flags name, and writes it. */
export async function writeSchema(
  input: CheckedInput,
  { path, folder }: { readonly path: string; readonly folder: string },
): Promise<void> {
  const { events, input: place } = await openInput(input);
  const { mysql } = readEnvironment();
  const table = logTable(await openLog(events, { input: place, mysql }));
  const schema = inferSchema(table, {
    isKnown: await knownItems(folder),
    open: "columns" in events ? Object.keys(events.columns.keys) : [],
  });
  await writeWhole(path, serializeSchema(schema));
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await Deno.readTextFile(path);
  } catch {
    return undefined;
  }
}
