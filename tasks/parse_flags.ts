import { parseArgs } from "node:util";
import { InputError } from "../src/errors.ts";
import type { Flag } from "./stage.ts";

/** Values of flags by name; a list where a flag may be repeated. */
export type FlagValues = Record<
  string,
  string | boolean | (string | boolean)[] | undefined
>;

/**
 * Reads the command line of a task.
 *
 * @param options.repeatable Names of the flags that may be given repeatedly.
 * @param options.words Whether words may stand beside the flags.
 * @throws {InputError} naming the flag or word that has no place there.
 */
export function parseFlags(
  args: string[],
  { flags, repeatable = [], words = false }: {
    flags: Readonly<Record<string, Flag>>;
    repeatable?: readonly string[];
    words?: boolean;
  },
): { values: FlagValues; positionals: string[] } {
  const options = Object.fromEntries(
    Object.entries(flags).map(([key, flag]) => [key, {
      type: flag.type,
      multiple: repeatable.includes(key),
    }]),
  );
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    if (parsed.positionals.length > 0 && !words) {
      throw new InputError(`Unexpected word "${parsed.positionals[0]}"`);
    }
    // Of a script's variable that is not set: its path would be the root's.
    const empty = Object.entries(parsed.values)
      .find(([, value]) => [value].flat().includes(""));
    if (empty !== undefined) {
      throw new InputError(`--${empty[0]} is empty: a value is wanted`);
    }
    return parsed as { values: FlagValues; positionals: string[] };
  } catch (error) {
    if (error instanceof InputError || !(error instanceof TypeError)) {
      throw error;
    }
    const told = error.message.split(". ")[0]!;
    const hint = told.startsWith("Unknown option")
      ? ": --help shows those that there are"
      : "";
    throw new InputError(`${told}${hint}`, { cause: error });
  }
}
