import { checkFile } from "../../src/checks/check_file.ts";
import type { CheckReport } from "../../src/checks/check_log.ts";
import { type LogSchema, parseSchema } from "../../src/checks/log_schema.ts";
import { readEnvironment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import { dataFolder } from "../data_folder.ts";
import { openInput } from "../dataset_input.ts";
import { useColor } from "../use_color.ts";
import { checkText } from "./check_text.ts";
import { SCHEMA_FILE } from "../../src/prepare/schema_file.ts";
import type { CheckedInput } from "./checked_input.ts";
import { knownItems } from "./known_items.ts";

/**
 * Checks the log that `--input` names against the schema that `--schema` or the
 * dataset's folder holds, and shows what is wrong.
 *
 * @throws {InputError} where there is no schema.
 */
export async function checkInput(input: CheckedInput): Promise<CheckReport> {
  const { flags, params, preset, print } = input;
  const folder = dataFolder(preset, flags.data);
  const schema = await readSchema(
    String(flags.schema ?? `${folder}/${SCHEMA_FILE}`),
  );
  const { events, input: place } = await openInput(input);
  const { mysql } = readEnvironment();
  const report = await checkFile(events, { input: place, mysql }, {
    schema,
    params: params.check,
    nowMs: Date.now(),
    isKnown: await knownItems(folder),
  });
  print(checkText(report, { color: useColor() }));
  return report;
}

/**
 * As {@link checkInput}, before something is made of the log: the first time
 * there is no schema, and nothing to check by.
 *
 * @returns Whether to go on.
 */
export async function passesCheck(input: CheckedInput): Promise<boolean> {
  const path = `${dataFolder(input.preset, input.flags.data)}/${SCHEMA_FILE}`;
  try {
    await Deno.stat(path);
  } catch {
    input.print(`${path} is not there yet: nothing to check by`);
    return true;
  }
  const { errors } = await checkInput(input);
  return errors === 0;
}

async function readSchema(path: string): Promise<LogSchema> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (cause) {
    throw new InputError(
      `${path} is absent: deno task prepare, or check --infer, writes one`,
      { cause },
    );
  }
  return parseSchema(text, path).schema;
}
