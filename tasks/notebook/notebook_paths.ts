import { projectFolder } from "../../src/setup/runtime_folder.ts";

/** The project's notebooks. */
export const notebooksFolder = `${projectFolder}/notebooks`;

/** What running and checking them needs; git ignores it. */
export const jupyterFolder = `${projectFolder}/.jupyter`;

/** Names of the notebooks in a folder, in their order. */
export async function notebookNames(
  folder: string = notebooksFolder,
): Promise<string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map((entry) => entry.name)
    .filter((name) => name.endsWith(".ipynb"))
    .sort();
}
