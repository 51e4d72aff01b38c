import { findPython } from "../../src/setup/machine.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { exists, withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";

/**
 * Makes a folder a Python of its own with packages from PyPI, where it is
 * missing. Its programs are run by `bin/python -m`, as their first lines name
 * the folder that they were made in.
 *
 * @param folder Absolute; there whole or not at all.
 * @param options.packages What pip installs: names with versions, or flags.
 * @param options.what What they are called, in errors.
 * @param options.onInstall Called before it takes long.
 * @throws {Unavailable} where there is no Python, or PyPI cannot be reached.
 */
export async function installVenv(
  folder: string,
  { packages, what, onInstall }: {
    packages: readonly string[];
    what: string;
    onInstall: () => void;
  },
): Promise<void> {
  if (await exists(folder)) return;
  const python = await findPython();
  if (python === undefined) {
    throw new Unavailable("there is no Python with pip");
  }
  onInstall();
  await withTemporaryFolder(async (temporary) => {
    const made = `${temporary}/venv`;
    await run(python, ["-m", "venv", made], what);
    await run(`${made}/bin/python`, [
      ...["-m", "pip", "install", "--quiet", "--no-input"],
      ...["--disable-pip-version-check", ...packages],
    ], what);
    await Deno.rename(made, folder);
  }, folder.slice(0, folder.lastIndexOf("/")));
}

async function run(
  program: string,
  args: readonly string[],
  what: string,
): Promise<void> {
  const result = await runCommand(program, args);
  if (result?.success === true) return;
  const reason = result?.output.trim().split("\n").at(-1);
  throw new Unavailable(`pip cannot install ${what} (${reason})`);
}
