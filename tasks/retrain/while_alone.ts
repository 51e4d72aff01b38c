import { dirname } from "node:path";
import { cannotWrite } from "../../src/write_whole.ts";

/**
 * Does something that one process at a time may do. The system lets go of the
 * lock when a process dies.
 *
 * @param lock Path of a file that stands for it.
 * @returns Undefined where another process is at it.
 */
export async function whileAlone<T>(
  lock: string,
  work: () => Promise<T>,
): Promise<T | undefined> {
  using file = await open(lock);
  if (!await file.tryLock(true)) return undefined;
  return await work();
}

async function open(path: string): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(dirname(path), { recursive: true });
    return await Deno.open(path, { create: true, write: true });
  } catch (error) {
    throw cannotWrite(path, error);
  }
}
