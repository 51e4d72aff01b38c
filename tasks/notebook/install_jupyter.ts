import { fileURLToPath } from "node:url";
import { InputError } from "../../src/errors.ts";
import { findPython } from "../../src/setup/machine.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { exists } from "../../src/setup/runtime_folder.ts";
import { jupyterFolder } from "./notebook_paths.ts";

const REQUIREMENTS = fileURLToPath(
  new URL("jupyter_requirements.txt", import.meta.url),
);

/**
 * A Python that can run notebooks; it is installed where there is
 * none yet.
 *
 * @param print Takes a line where something is installed.
 * @returns Its path.
 * @throws {InputError} where there is no Python, or PyPI cannot be reached.
 */
export async function installJupyter(
  print: (text: string) => void,
): Promise<string> {
  const venv = `${jupyterFolder}/venv`;
  const python = Deno.build.os === "windows"
    ? `${venv}/Scripts/python.exe`
    : `${venv}/bin/python`;
  const done = `${venv}/installed`;
  if (await exists(done)) return python;
  const system = await findPython();
  if (system === undefined) {
    throw new InputError("Notebooks cannot run: a Python with pip is wanted");
  }
  print("Installing nbclient (PyPI, 30 MB)");
  await Deno.mkdir(jupyterFolder, { recursive: true });
  await run(system, ["-m", "venv", venv]);
  await run(python, [
    ...["-m", "pip", "install", "--quiet", "--no-input"],
    ...["--disable-pip-version-check", "--requirement", REQUIREMENTS],
  ]);
  await Deno.writeTextFile(done, "");
  return python;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const result = await runCommand(program, args);
  if (result?.success) return;
  const last = result?.output.split("\n").at(-1) ?? "not found";
  throw new InputError(`nbclient cannot be installed: ${last}`);
}
