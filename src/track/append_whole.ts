import { cannotWrite } from "../write_whole.ts";

/** What is used of a file that was opened for appending. */
export type AppendedFile = Pick<Deno.FsFile, "stat" | "truncate" | "write">;

/**
 * Appends a text to a file whole or not at all: where the disk is full, what
 * has been written of it is taken back.
 *
 * @param path Of the file, for messages.
 * @throws {InputError} where it cannot be written.
 */
export async function appendWhole(
  file: AppendedFile,
  { path, text }: { readonly path: string; readonly text: string },
): Promise<void> {
  const { size } = await file.stat();
  try {
    let rest = new TextEncoder().encode(text);
    while (rest.length > 0) rest = rest.subarray(await file.write(rest));
  } catch (error) {
    await file.truncate(size).catch(() => {});
    throw cannotWrite(path, error);
  }
}
