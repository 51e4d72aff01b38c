import { InputError } from "../../errors.ts";
import { cannotWrite } from "../../write_whole.ts";

/**
 * Makes a folder whole or not at all: `fill` fills one beside it, which then
 * gets the name.
 *
 * @throws {InputError} where the folder exists or cannot be written.
 */
export async function newFolder(
  folder: string,
  fill: (temporary: string) => Promise<void>,
): Promise<void> {
  if (await exists(folder)) {
    throw new InputError(`${folder} exists already: a new folder is wanted`);
  }
  const temporary = `${folder}.${crypto.randomUUID().slice(0, 8)}.part`;
  try {
    await Deno.mkdir(temporary, { recursive: true });
    await fill(temporary);
    await Deno.rename(temporary, folder);
  } catch (error) {
    await Deno.remove(temporary, { recursive: true }).catch(() => {});
    throw cannotWrite(folder, error);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.lstat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw cannotWrite(path, error);
  }
}
