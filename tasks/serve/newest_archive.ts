import { InputError } from "../../src/errors.ts";

const SUFFIX = ".mar";

/**
 * Archives in a folder, the newest first: paths; none where there is no folder.
 *
 * @throws {InputError} where it may not be read.
 */
export async function archivesIn(folder: string): Promise<string[]> {
  const found: { path: string; time: number }[] = [];
  try {
    for await (const entry of Deno.readDir(folder)) {
      if (!entry.isFile || !entry.name.endsWith(SUFFIX)) continue;
      const path = `${folder}/${entry.name}`;
      const { mtime } = await Deno.stat(path);
      found.push({ path, time: mtime?.getTime() ?? 0 });
    }
  } catch (error) {
    const isRefused = error instanceof Deno.errors.PermissionDenied ||
      error instanceof Deno.errors.NotCapable;
    if (isRefused) {
      throw new InputError(
        `${folder} cannot be read: the server may not read there`,
        { cause: error },
      );
    }
    const isFolder = !(error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.NotADirectory);
    if (isFolder) throw error;
  }
  return found.sort((a, b) => b.time - a.time).map(({ path }) => path);
}

/**
 * The archive that the last training left.
 *
 * @throws {InputError} where no run has one.
 */
export async function newestArchive(runs: string): Promise<string> {
  // Names of runs begin with their time.
  const names: string[] = [];
  try {
    for await (const entry of Deno.readDir(runs)) names.push(entry.name);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  for (const name of names.sort().reverse()) {
    const [newest] = await archivesIn(`${runs}/${name}/artifacts`);
    if (newest !== undefined) return newest;
  }
  throw new InputError(
    `${runs} holds no archive to serve: run deno task train first, or name one by --models`,
  );
}
