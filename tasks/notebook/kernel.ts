import { homedir } from "node:os";
import { writeWhole } from "../../src/write_whole.ts";

/** Name of the project's kernel, which its notebooks ask for. */
export const KERNEL = "nextcart";

/** What kernel.json says; see Jupyter's "kernel specs". */
export interface KernelSpec {
  readonly argv: readonly string[];
  readonly display_name: string;
  readonly language: string;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * How Jupyter starts this project's Deno. One that npx has fetched is asked for
 * through npx again, as npx may empty its cache.
 *
 * @param deno Path of the Deno that is to run.
 */
export function kernelSpec(deno: string = Deno.execPath()): KernelSpec {
  return {
    argv: [
      ...lastingCommand(deno),
      ...["jupyter", "--kernel", "--conn", "{connection_file}"],
    ],
    display_name: "nextcart (Deno)",
    language: "typescript",
    env: { TF_CPP_MIN_LOG_LEVEL: "2", NO_COLOR: "1" },
  };
}

function lastingCommand(deno: string): string[] {
  const isCached = /[/\\]_npx[/\\]/.test(deno);
  return isCached ? ["npx", "-y", `deno@${Deno.version.deno}`] : [deno];
}

/**
 * Writes the kernel into a folder of Jupyter's data, where Jupyter and VS Code
 * look for it. The kernel works in the folder of its notebook.
 *
 * @returns The file's path.
 */
export async function writeKernel(
  dataFolder: string = jupyterDataFolder(),
  spec: KernelSpec = kernelSpec(),
): Promise<string> {
  const folder = `${dataFolder}/kernels/${KERNEL}`;
  await Deno.mkdir(folder, { recursive: true });
  const path = `${folder}/kernel.json`;
  await writeWhole(path, JSON.stringify(spec, null, 2) + "\n");
  return path;
}

/** Jupyter's own folder of this user, by operating system. */
function jupyterDataFolder(): string {
  const home = homedir();
  switch (Deno.build.os) {
    case "darwin":
      return `${home}/Library/Jupyter`;
    case "windows":
      return `${home}/AppData/Roaming/jupyter`;
    default:
      return `${home}/.local/share/jupyter`;
  }
}
