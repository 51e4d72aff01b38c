/** `deno task notebooks:run`: runs all notebooks, and fails on any error. */
import { InputError } from "../src/errors.ts";
import { writeWhole } from "../src/write_whole.ts";
import { helpText } from "./help.ts";
import { formatNotebook } from "./notebook/format_notebook.ts";
import { installJupyter } from "./notebook/install_jupyter.ts";
import { notebookText } from "./notebook/notebook_file.ts";
import { notebookNames, notebooksFolder } from "./notebook/notebook_paths.ts";
import { runNotebook } from "./notebook/run_notebook.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import type { Flag } from "./stage.ts";

const SUMMARY = "Runs the notebooks from top to bottom, all or those named.";

const FLAGS: Readonly<Record<string, Flag>> = {
  write: { type: "boolean", help: "save the outputs" },
  help: { type: "boolean", help: "show this text" },
};

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseFlags(args, {
    flags: FLAGS,
    words: true,
  });
  if (values.help === true) {
    const stage = { summary: SUMMARY, flags: FLAGS, words: "[NAME…]" };
    console.log(helpText("notebooks:run", stage, {}));
    return 0;
  }
  const names = chosen(await notebookNames(), positionals);
  const python = await installJupyter(console.log);
  for (const name of names) {
    const startedAtMs = performance.now();
    const path = `${notebooksFolder}/${name}`;
    const notebook = await runNotebook(path, { python });
    if (values.write === true) {
      await writeWhole(path, await formatNotebook(notebookText(notebook)));
    }
    const seconds = (performance.now() - startedAtMs) / 1000;
    console.log(`${name} ran in ${seconds.toFixed(0)} s`);
  }
  return 0;
}

/** The notebooks whose names begin as one of the words does. */
function chosen(names: string[], words: readonly string[]): string[] {
  if (words.length === 0) return names;
  return words.map((word) => {
    const found = names.find((name) => name.startsWith(word));
    if (found !== undefined) return found;
    throw new InputError(
      `There is no notebook ${word}: one of ${names.join(", ")} is wanted`,
    );
  });
}

if (import.meta.main) await runMain(main);
