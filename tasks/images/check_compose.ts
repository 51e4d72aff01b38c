import { InputError } from "../../src/errors.ts";
import { findPython } from "../../src/setup/machine.ts";
import { type CommandResult, runCommand } from "../../src/setup/run_command.ts";
import {
  exists,
  projectFolder,
  withTemporaryFolder,
} from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { servicesFolder } from "../services/services_folder.ts";

/** Reads the file as podman runs it: with the values of `.env` filled in. */
const READER = "podman-compose==1.6.0";
/** The Compose Specification's own loader, which Docker Compose is made with. */
const LOADER = "github.com/compose-spec/compose-go/v2/cmd@v2.16.2";

const readerFolder = `${servicesFolder}/podman-compose-1.6.0`;
const loaderFolder = `${servicesFolder}/compose-go-2.16.2`;

/**
 * Installs what {@link checkCompose} needs, where it is missing.
 *
 * @throws {Unavailable} where Python's pip or Go cannot give it.
 */
export async function installComposeTools(): Promise<void> {
  await install(readerFolder, async (folder) => {
    const python = await findPython() ?? "python3";
    const pip = ["-m", "pip", "install", "--quiet", "--target", folder];
    return runCommand(python, [...pip, READER]);
  });
  await install(
    loaderFolder,
    (folder) =>
      runCommand("go", ["install", LOADER], { env: { GOBIN: folder } }),
  );
}

/** Whether {@link installComposeTools} has been here. */
export async function hasComposeTools(): Promise<boolean> {
  return await exists(readerFolder) && await exists(loaderFolder);
}

/**
 * Reads docker-compose.yml under the values of a `.env` file, and checks it
 * against the Compose Specification.
 *
 * @throws {InputError} with what is wrong, such as a value that is missing.
 */
export async function checkCompose(envFile: string): Promise<void> {
  const python = await findPython() ?? "python3";
  const read = await runCommand(python, [
    ...[`${readerFolder}/podman_compose.py`, "--env-file", envFile],
    ...["--file", `${projectFolder}/docker-compose.yml`, "config"],
  ], { env: { PYTHONPATH: readerFolder } });
  const text = successOf(read);
  await withTemporaryFolder(async (folder) => {
    const path = `${folder}/docker-compose.yml`;
    await Deno.writeTextFile(path, text.slice(text.indexOf("name: ")));
    successOf(await runCommand(`${loaderFolder}/cmd`, [path]));
  }, servicesFolder);
}

async function install(
  target: string,
  work: (folder: string) => Promise<CommandResult | undefined>,
): Promise<void> {
  if (await exists(target)) return;
  await withTemporaryFolder(async (temporary) => {
    const made = await work(`${temporary}/made`);
    if (!made?.success) {
      const reason = made?.output.split("\n").at(-1) ?? "no such program";
      throw new Unavailable(`${target} cannot be installed (${reason})`);
    }
    await Deno.rename(`${temporary}/made`, target);
  }, servicesFolder);
}

function successOf(result: CommandResult | undefined): string {
  if (result?.success) return result.output;
  const line = result?.output.split("\n").at(-1) ?? "it cannot be read";
  throw new InputError(`docker-compose.yml: ${line}`);
}
