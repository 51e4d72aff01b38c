import { homedir } from "node:os";
import { readEnvironment } from "../../src/environment.ts";
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
 * What Jupyter starts the project's kernel by. It may do all that the tasks may,
 * and works in the folder of its notebook.
 *
 * @param deno Path of the Deno.
 */
export function kernelSpec(deno: string): KernelSpec {
  return {
    argv: [deno, "jupyter", "--kernel", "--conn", "{connection_file}"],
    display_name: "nextcart (Deno)",
    language: "typescript",
    env: { TF_CPP_MIN_LOG_LEVEL: "2", NO_COLOR: "1" },
  };
}

/**
 * Writes the kernel into a folder of Jupyter's data, where Jupyter and VS Code
 * look for it.
 *
 * @returns The file's path.
 */
export async function writeKernel(
  spec: KernelSpec,
  dataFolder: string = jupyterDataFolder(),
): Promise<string> {
  const folder = `${dataFolder}/kernels/${KERNEL}`;
  await Deno.mkdir(folder, { recursive: true });
  const path = `${folder}/kernel.json`;
  await writeWhole(path, JSON.stringify(spec, null, 2) + "\n");
  return path;
}

/** Jupyter's own folder of this user, by operating system. */
function jupyterDataFolder(): string {
  const { jupyterData, dataHome } = readEnvironment();
  if (jupyterData !== undefined) return jupyterData;
  const home = homedir();
  switch (Deno.build.os) {
    case "darwin":
      return `${home}/Library/Jupyter`;
    case "windows":
      return `${home}/AppData/Roaming/jupyter`;
    default:
      return `${dataHome ?? `${home}/.local/share`}/jupyter`;
  }
}
