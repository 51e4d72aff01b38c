import { InputError } from "../errors.ts";
import { cannotWrite } from "../write_whole.ts";

/**
 * Does work in a folder that one process at a time may work in. The system lets
 * go of the folder when its holder ends, by kill -9 too.
 *
 * @param folder It is made where it is missing.
 * @param name Of what is worked on, for the message.
 * @throws {InputError} where another process is at work there.
 */
export async function exclusively<T>(
  folder: string,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  using file = await openLock(folder);
  if (await file.tryLock(true)) return await work();
  throw new InputError(
    `${name} is being worked on by another pipeline: wait for its end, or choose another folder`,
  );
}

async function openLock(folder: string): Promise<Deno.FsFile> {
  try {
    await Deno.mkdir(folder, { recursive: true });
    return await Deno.open(`${folder}/busy`, { create: true, write: true });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
}
