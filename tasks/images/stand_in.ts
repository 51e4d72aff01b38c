import { InputError } from "../../src/errors.ts";
import type { OnProgress } from "../../src/setup/progress.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { withTemporaryFolder } from "../../src/setup/runtime_folder.ts";
import { projectFolder } from "../../src/setup/runtime_folder.ts";
import { servicesFolder } from "../services/services_folder.ts";
import type { Image } from "./image.ts";
import type { Podman } from "./podman.ts";

const SUITE = "bookworm";

/**
 * Sees to it that podman has the image that a Dockerfile starts from: a bare
 * Debian under its name, as no registry need be in reach.
 */
export async function standIn(
  { dockerfile, standIn: { packages, files = {} } }: Image,
  { podman, progress }: { podman: Podman; progress: OnProgress },
): Promise<void> {
  const name = fullName(
    baseOf(await Deno.readTextFile(`${projectFolder}/${dockerfile}`)),
  );
  const images = await podman.run(
    "images",
    "--format={{.Repository}}:{{.Tag}}",
  );
  if (images.split("\n").includes(name)) return;
  progress({ label: `Making a Debian ${SUITE} to stand in for ${name}` });
  await withTemporaryFolder(async (folder) => {
    const system = `${folder}/system`;
    await run("debootstrap", [
      ...["--variant=minbase", `--include=${packages.join(",")}`],
      ...[SUITE, system],
    ]);
    for (const [path, file] of Object.entries(files)) {
      await Deno.copyFile(file, `${system}${path}`);
      await Deno.chmod(`${system}${path}`, 0o755);
    }
    await run("tar", ["-C", system, "-cf", `${folder}/system.tar`, "."]);
    await podman.run("import", `${folder}/system.tar`, name);
  }, servicesFolder);
}

/** The image in a Dockerfile's first FROM. */
export function baseOf(dockerfile: string): string {
  const name = /^FROM\s+(?:--\S+\s+)*(\S+)/m.exec(dockerfile)?.[1];
  if (name === undefined) throw new InputError("The Dockerfile has no FROM");
  return name;
}

/** Docker's library is meant where no registry is named. */
function fullName(name: string): string {
  if (/^[^/]*[.:][^/]*\//.test(name)) return name;
  return `docker.io/${name.includes("/") ? "" : "library/"}${name}`;
}

async function run(program: string, args: readonly string[]): Promise<void> {
  const result = await runCommand(program, args);
  if (result?.success) return;
  const line = result?.output.split("\n").at(-1) ?? "there is no such program";
  throw new InputError(`${program} fails: ${line}`);
}
