import { InputError } from "../src/errors.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import type { Flag } from "./stage.ts";

/** A task that is told by one word what to do. */
export interface WordTask {
  readonly name: string;
  readonly summary: string;
  /** What each word does; gives the exit code. */
  readonly words: Readonly<Record<string, () => Promise<number>>>;
}

const FLAGS: Readonly<Record<string, Flag>> = {
  help: { type: "boolean", help: "show this text" },
};

/** Does what the command line's word says, and ends the process. */
export function runWords(task: WordTask): Promise<never> {
  return runMain((args) => runWord(args, task));
}

async function runWord(
  args: string[],
  { name, summary, words }: WordTask,
): Promise<number> {
  const { values, positionals } = parseFlags(args, {
    flags: FLAGS,
    words: true,
  });
  if (values.help === true) {
    console.log(helpText(name, { summary, words: "WORD", flags: FLAGS }, {}));
    return 0;
  }
  const [word = "", ...others] = positionals;
  if (others.length > 0 || !Object.hasOwn(words, word)) {
    const known = Object.keys(words).join(", ");
    const found = positionals.join(" ");
    throw new InputError(`${name} "${found}": one of ${known} is wanted`);
  }
  return await words[word]!();
}
