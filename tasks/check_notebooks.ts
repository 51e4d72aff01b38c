/**
 * Checks the notebooks as they are committed, and the types of their code.
 * Prints a line per fault and exits with code 1 where there is one. Part of
 * `deno task ok`.
 */
import { runCommand } from "../src/setup/run_command.ts";
import { checkNotebook } from "./notebook/check_notebook.ts";
import { joinCells } from "./notebook/join_cells.ts";
import { parseNotebook } from "./notebook/notebook_file.ts";
import {
  jupyterFolder,
  notebookNames,
  notebooksFolder,
} from "./notebook/notebook_paths.ts";

/** What is wrong with the notebooks of a folder, a line each. */
export async function checkNotebooks(
  folder: string = notebooksFolder,
): Promise<string[]> {
  const faults: string[] = [];
  for (const name of await notebookNames(folder)) {
    const text = await Deno.readTextFile(`${folder}/${name}`);
    faults.push(...await checkNotebook(name, text));
  }
  return faults;
}

/** Beside notebooks/, so that its imports mean the same. */
async function checkTypes(): Promise<string[]> {
  await Deno.mkdir(jupyterFolder, { recursive: true });
  const modules: string[] = [];
  for (const name of await notebookNames()) {
    const text = await Deno.readTextFile(`${notebooksFolder}/${name}`);
    const path = `${jupyterFolder}/${name.replace(/\.ipynb$/, ".ts")}`;
    await Deno.writeTextFile(path, joinCells(parseNotebook(text, name)));
    modules.push(path);
  }
  const checked = await runCommand(Deno.execPath(), ["check", ...modules]);
  return checked!.success ? [] : [checked!.output];
}

if (import.meta.main) {
  const faults = [...await checkNotebooks(), ...await checkTypes()];
  for (const fault of faults) console.error(fault);
  console.log(
    `Notebooks: ${(await notebookNames()).length}, ${faults.length} faults`,
  );
  Deno.exit(faults.length === 0 ? 0 : 1);
}
