import { z } from "zod";
import { InputError } from "../../src/errors.ts";

const FOLDER = new URL("variants/", import.meta.url);

const variantsSchema = z.array(z.strictObject({
  name: z.string(),
  /** Values that differ from the preset's, by dotted name. */
  set: z.record(z.string(), z.unknown()),
}));

/** A preset with something changed. */
export type Variant = z.infer<typeof variantsSchema>[number];

/** What the variants are compared with. */
const PRESET: Variant = { name: "the preset", set: {} };

/**
 * The preset itself, then the variants that `variants/` lists for a data set.
 *
 * @param only Names of those that are wanted, with commas between them.
 * @throws {InputError} where a name is unknown, or the list cannot be read.
 */
export async function readVariants(
  data: string,
  only?: string | boolean,
): Promise<Variant[]> {
  const all = await readList(data);
  if (typeof only !== "string") return [PRESET, ...all];
  const names = only.split(",");
  const unknown = names.find((name) => !all.some((it) => it.name === name));
  if (unknown !== undefined) {
    throw new InputError(
      `--only "${unknown}" is no variant of ${data}, one of ${
        all.map((it) => `"${it.name}"`).join(", ")
      } is wanted`,
    );
  }
  return [PRESET, ...all.filter((it) => names.includes(it.name))];
}

async function readList(data: string): Promise<Variant[]> {
  try {
    const text = await Deno.readTextFile(new URL(`${data}.json`, FOLDER));
    return variantsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new InputError(
      `tasks/bench/variants/${data}.json: a list of names and what they set is wanted`,
      { cause },
    );
  }
}
