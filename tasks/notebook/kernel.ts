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

/** What Jupyter starts the project's kernel by, by default the one that lasts. */
export function kernelSpec(
  command: readonly string[] = lastingCommand(),
): KernelSpec {
  return {
    argv: [...command, "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "nextcart (Deno)",
    language: "typescript",
    env: { TF_CPP_MIN_LOG_LEVEL: "2", NO_COLOR: "1" },
  };
}

/**
 * How this Deno is started another day: one that npx has fetched through npx
 * again, as npx may empty its cache.
 *
 * @param deno Path of the Deno that runs.
 */
export function lastingCommand(deno: string = Deno.execPath()): string[] {
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
