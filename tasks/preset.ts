import type { JsonObject } from "../src/config.ts";
import { InputError } from "../src/errors.ts";

const PRESETS = new URL("presets/", import.meta.url);

/**
 * Reads a preset: a name in tasks/presets, or the path of a JSON file.
 *
 * @throws {InputError} where there is none, naming those there are.
 */
export async function readPreset(name: string): Promise<JsonObject> {
  if (name.endsWith(".json")) return await readJson(name);
  const names = presetNames();
  if (!names.includes(name)) {
    throw new InputError(
      `Unknown preset "${name}": one of ${
        names.join(", ")
      } is wanted, or a file of one's own, NAME.json`,
    );
  }
  return await readJson(new URL(`${name}.json`, PRESETS));
}

/** Names of the presets that come with the project. */
export function presetNames(): string[] {
  return [...Deno.readDirSync(PRESETS)]
    .map((entry) => entry.name)
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.slice(0, -".json".length))
    .sort();
}

/**
 * Reads a file that holds one JSON object.
 *
 * @throws {InputError} naming the file and what is wrong with it.
 */
export async function readJson(path: string | URL): Promise<JsonObject> {
  let value: unknown;
  try {
    value = JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    const reason = error instanceof SyntaxError
      ? `is not JSON: ${error.message}`
      : "cannot be read";
    throw new InputError(`${path} ${reason}`, { cause: error });
  }
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new InputError(`${path}: one JSON object is wanted`);
  }
  return value as JsonObject;
}
