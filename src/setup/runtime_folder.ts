import { fileURLToPath } from "node:url";

/** The folder of the project itself. */
export const projectFolder: string = fileURLToPath(
  new URL("../../", import.meta.url),
)
  .slice(0, -1);
/** The project's own folder for what setup installs; git ignores it. */
export const runtimeFolder = `${projectFolder}/.runtime`;

/** Start of the names of folders that hold unfinished work. */
const TEMPORARY = "tmp-";

/**
 * Calls a function with an empty folder for unfinished work, and removes it
 * afterwards. What is finished is renamed into its place.
 *
 * @param within The folder to make it in. @default {.runtime}
 */
export async function withTemporaryFolder<T>(
  work: (folder: string) => Promise<T>,
  within: string = runtimeFolder,
): Promise<T> {
  await Deno.mkdir(within, { recursive: true });
  const folder = await Deno.makeTempDir({ dir: within, prefix: TEMPORARY });
  try {
    return await work(folder);
  } finally {
    await removeFolder(folder);
  }
}

/**
 * Removes what setups that were killed left behind. To be called under the
 * lock, when no other setup has unfinished work.
 */
export async function removeLeftovers(
  within: string = runtimeFolder,
): Promise<void> {
  for await (const { name } of Deno.readDir(within)) {
    if (name.startsWith(TEMPORARY)) await removeFolder(`${within}/${name}`);
  }
}

/** Removes a folder as far as it can be removed. */
export async function removeFolder(path: string): Promise<void> {
  // A child of a killed setup may still be writing into it: the next setup
  // removes the rest.
  await Deno.remove(path, { recursive: true }).catch(() => {});
}

/** Whether there is a file or folder of this name. */
export async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
