import { InputError } from "../errors.ts";

/** Options of {@link replaceFolder}. */
export interface ReplaceFolderOptions {
  /** The file by which a folder of ours is known. @default {"report.json"} */
  readonly mark?: string;
  /** A file that may lie there before anything else does. @default {none} */
  readonly before?: string;
}

/**
 * Fills a folder whole or not at all: `write` fills a temporary one beside it,
 * which then takes its place. What `write` throws leaves the old folder as it
 * was, and nothing beside it.
 *
 * @throws {InputError} where the folder holds something else, the disk is full
 * or memory is short.
 */
export async function replaceFolder(
  folder: string,
  write: (temporary: string) => Promise<void>,
  { mark = "report.json", before }: ReplaceFolderOptions = {},
): Promise<void> {
  checkReplaceable(folder, { mark, before });
  const suffix = crypto.randomUUID().slice(0, 8);
  const temporary = `${folder}.tmp-${suffix}`;
  try {
    await Deno.mkdir(temporary, { recursive: true });
    await write(temporary);
    await swap(folder, { temporary, old: `${folder}.old-${suffix}` });
  } catch (error) {
    throw explain(error, folder);
  } finally {
    await Deno.remove(temporary, { recursive: true }).catch(() => {});
  }
}

/** A folder with files of others is not ours to replace. */
function checkReplaceable(
  folder: string,
  { mark, before }: { mark: string; before: string | undefined },
): void {
  let names: string[];
  try {
    names = [...Deno.readDirSync(folder)].map((entry) => entry.name)
      .filter((name) => name !== before);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw explain(error, folder);
  }
  if (names.length === 0 || names.includes(mark)) return;
  throw new InputError(
    `${folder} holds ${
      names[0]
    } and no ${mark}: an empty or new folder, or one with a dataset, is wanted`,
  );
}

async function swap(
  folder: string,
  { temporary, old }: { temporary: string; old: string },
): Promise<void> {
  const hadOld = await Deno.rename(folder, old).then(
    () => true,
    (error) => {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    },
  );
  await Deno.rename(temporary, folder);
  if (hadOld) await Deno.remove(old, { recursive: true });
}

function explain(error: unknown, folder: string): unknown {
  const text = error instanceof Error ? error.message : String(error);
  const reason = [
    [/no space left|os error 28|disk quota/i, "no space is left on the disk"],
    [/allocation failed|out of memory|array length/i, "memory is short"],
    [/permission denied|read-only file system/i, "writing is not permitted"],
    [/not a directory|file exists/i, "a file is where a folder is wanted"],
  ].find(([pattern]) => (pattern as RegExp).test(text))?.[1];
  if (reason === undefined || error instanceof InputError) return error;
  return new InputError(`Cannot write ${folder}: ${reason}`, { cause: error });
}
