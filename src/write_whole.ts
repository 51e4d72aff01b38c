import { InputError } from "./errors.ts";

/**
 * Writes a file whole or not at all: under a temporary name in the same folder,
 * which is then renamed. A reader sees the old content or the new.
 *
 * @throws {InputError} where the disk is full or the place cannot be written.
 */
export async function writeWhole(
  path: string,
  content: Uint8Array | string,
  /** Permissions of the file. @default {what the process gives} */
  { mode }: { mode?: number } = {},
): Promise<void> {
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  const bytes = typeof content === "string"
    ? new TextEncoder().encode(content)
    : content;
  try {
    await Deno.writeFile(temporary, bytes, {
      createNew: true,
      ...(mode === undefined ? {} : { mode }),
    });
    await Deno.rename(temporary, path);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw cannotWrite(path, error);
  }
}

/**
 * What to throw when the system refuses to write: a full disk is no bug, nor is
 * a place that a program is not let into.
 */
export function cannotWrite(path: string, error: unknown): unknown {
  if (error instanceof Deno.errors.NotCapable) {
    return new InputError(
      `${path} cannot be written: the program may not write there`,
      { cause: error },
    );
  }
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string") return error;
  const reason = (error as Error).message.split(" (os error")[0];
  return new InputError(`${path} cannot be written: ${reason}`, {
    cause: error,
  });
}
