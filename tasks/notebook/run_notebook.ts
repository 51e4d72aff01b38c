import { fileURLToPath } from "node:url";
import { InputError } from "../../src/errors.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { cleanNotebook } from "./clean_notebook.ts";
import { findError } from "./find_error.ts";
import { KERNEL, kernelSpec, writeKernel } from "./kernel.ts";
import { type Notebook, parseNotebook } from "./notebook_file.ts";
import { jupyterFolder } from "./notebook_paths.ts";

export interface RunNotebookOptions {
  /** The Python that has nbclient. */
  readonly python: string;
  /** Time that a cell may take, in seconds. @default {900} */
  readonly cellSeconds?: number;
  /** Time that all may take: who opens one waits for it. @default {120} */
  readonly seconds?: number;
}

const PROGRAM = fileURLToPath(new URL("execute_notebook.py", import.meta.url));

/**
 * Runs all cells of a notebook with the project's kernel.
 *
 * @param path Of the notebook, which stays as it is.
 * @returns The notebook with its outputs, clean.
 * @throws {InputError} naming the notebook, the first cell that fails and why,
 * or how long it took.
 */
export async function runNotebook(
  path: string,
  { python, cellSeconds = 900, seconds = 120 }: RunNotebookOptions,
): Promise<Notebook> {
  await writeKernel(kernelSpec(Deno.execPath()), jupyterFolder);
  const folder = await Deno.makeTempDir({ dir: jupyterFolder });
  const name = path.split("/").at(-1)!;
  try {
    const out = `${folder}/${name}`;
    const startedAtMs = performance.now();
    const result = await runCommand(python, [
      ...[PROGRAM, path, out, "--kernel", KERNEL],
      ...["--cell-seconds", String(cellSeconds)],
    ], { env: { JUPYTER_PATH: jupyterFolder } });
    if (!result?.success) {
      throw new InputError(`${name} cannot run: ${lastLine(result?.output)}`);
    }
    const text = await Deno.readTextFile(out);
    const notebook = cleanNotebook(parseNotebook(text, name));
    const error = findError(notebook);
    if (error !== undefined) {
      throw new InputError(`${name}, cell ${error.cell}: ${error.message}`);
    }
    const took = (performance.now() - startedAtMs) / 1000;
    if (took > seconds) {
      throw new InputError(
        `${name} took ${took.toFixed(0)} s: at most ${seconds} are wanted`,
      );
    }
    return notebook;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function lastLine(output = "there is no Python"): string {
  return output.split("\n").at(-1)!;
}
