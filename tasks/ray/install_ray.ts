import { findPython } from "../../src/setup/machine.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { exists, withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import type { InstallOptions } from "../services/service.ts";

const VERSION = "2.60.0";

/** The Python that has Ray, where {@link installRay} left it. */
export function rayPython(folder: string): string {
  return `${programFolder(folder)}/bin/python`;
}

/**
 * Installs Ray into a Python of its own, where it is missing.
 *
 * @throws {Unavailable} where it cannot be had.
 */
export async function installRay(
  { folder, progress }: InstallOptions,
): Promise<void> {
  const target = programFolder(folder);
  if (await exists(target)) return;
  const python = await findPython();
  if (python === undefined) {
    throw new Unavailable("there is no Python with pip");
  }
  progress({ label: `Installing Ray ${VERSION} (PyPI, a minute)` });
  await withTemporaryFolder(async (temporary) => {
    const made = `${temporary}/ray`;
    await run(python, ["-m", "venv", made]);
    await run(`${made}/bin/python`, [
      ...["-m", "pip", "install", "--quiet", "--no-input"],
      ...["--disable-pip-version-check", `ray[default]==${VERSION}`],
    ]);
    await Deno.rename(made, target);
  }, folder);
}

async function run(program: string, args: string[]): Promise<void> {
  const result = await runCommand(program, args);
  if (result?.success === true) return;
  const reason = result?.output.trim().split("\n").at(-1);
  throw new Unavailable(`pip cannot install Ray (${reason})`);
}

function programFolder(folder: string): string {
  return `${folder}/ray-${VERSION}`;
}
