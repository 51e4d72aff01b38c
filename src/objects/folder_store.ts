import { InputError } from "../errors.ts";
import { cannotWrite } from "../write_whole.ts";
import { checkKey } from "./check_key.ts";
import type {
  GetOptions,
  ObjectContent,
  ObjectInfo,
  ObjectStore,
  PutOptions,
} from "./object_store.ts";

/** Names of files that are not finished, as writeBeside() and writeWhole() call them. */
const UNFINISHED = /\.[0-9a-f]{8}\.part$/;
const PIECE_BYTES = 2 ** 18;

/** Objects as files in a folder, which the first one makes. */
export function folderStore(folder: string): ObjectStore {
  const root = folder.replace(/(?<=.)\/+$/, "");
  const pathOf = (key: string) => `${root}/${checkKey(key)}`;
  return {
    address: root,
    list: (prefix = "") => Promise.try(() => listFiles(root, prefix)),
    async head(key) {
      const bytes = await fileSize(pathOf(key));
      return bytes === undefined ? undefined : { key, bytes };
    },
    async get(key, options = {}) {
      const path = pathOf(key);
      const bytes = await fileSize(path);
      if (bytes === undefined) throw new InputError(`${path} does not exist`);
      return { bytes, body: readPieces(path, { bytes, ...options }) };
    },
    async put(key, content, options = {}) {
      const temporary = await writeBeside(pathOf(key), content, options);
      await settle(temporary, pathOf(key), Deno.rename);
    },
    async putIfAbsent(key, content, options = {}) {
      if (await this.head(key) !== undefined) return false;
      const temporary = await writeBeside(pathOf(key), content, options);
      return await settle(temporary, pathOf(key), linkNew);
    },
    async delete(key) {
      await Deno.remove(pathOf(key)).catch(ignoreAbsent);
    },
    async deleteUnfinished(prefix) {
      for (const path of walkBelow(root, prefix)) {
        if (UNFINISHED.test(path)) await Deno.remove(path).catch(ignoreAbsent);
      }
    },
    [Symbol.dispose]() {},
  };
}

function listFiles(root: string, prefix: string): ObjectInfo[] {
  return [...walkBelow(root, prefix)]
    .filter((path) => !UNFINISHED.test(path))
    .map((path) => path.slice(root.length + 1))
    .sort()
    .map((key) => ({ key, bytes: Deno.statSync(`${root}/${key}`).size }));
}

/** Files whose key begins with the prefix; nothing beside its folder is looked at. */
function* walkBelow(root: string, prefix: string): Generator<string> {
  const below = prefix.slice(0, Math.max(0, prefix.lastIndexOf("/")));
  const folder = below === "" ? root : `${root}/${checkKey(below)}`;
  for (const path of walk(folder)) {
    if (path.startsWith(`${root}/${prefix}`)) yield path;
  }
}

function* walk(folder: string): Generator<string> {
  let entries: Deno.DirEntry[];
  try {
    entries = [...Deno.readDirSync(folder)];
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw cannotList(folder, error);
  }
  for (const { name, isDirectory, isFile } of entries) {
    if (isDirectory) yield* walk(`${folder}/${name}`);
    if (isFile) yield `${folder}/${name}`;
  }
}

function cannotList(folder: string, error: unknown): unknown {
  const reason = error instanceof Deno.errors.NotADirectory
    ? "a file is where a folder is wanted"
    : error instanceof Deno.errors.PermissionDenied
    ? "it may not be read"
    : undefined;
  if (reason === undefined) return error;
  return new InputError(`${folder} cannot be listed: ${reason}`, {
    cause: error,
  });
}

async function fileSize(path: string): Promise<number | undefined> {
  try {
    const { size, isFile } = await Deno.stat(path);
    return isFile ? size : undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotADirectory) return undefined;
    throw error;
  }
}

async function* readPieces(
  path: string,
  { bytes, from = 0, to = bytes, signal }: GetOptions & { bytes: number },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  using file = await Deno.open(path);
  await file.seek(from, Deno.SeekMode.Start);
  for (let left = Math.min(to, bytes) - from; left > 0;) {
    signal?.throwIfAborted();
    const piece = new Uint8Array(Math.min(left, PIECE_BYTES));
    const read = await file.read(piece);
    if (read === null) return;
    yield piece.subarray(0, read);
    left -= read;
  }
}

/** Writes a temporary file next to where it will stand, and gives its path. */
async function writeBeside(
  path: string,
  content: ObjectContent,
  { onBytes, signal }: PutOptions,
): Promise<string> {
  signal?.throwIfAborted();
  const temporary = `${path}.${crypto.randomUUID().slice(0, 8)}.part`;
  try {
    await Deno.mkdir(path.slice(0, path.lastIndexOf("/")), { recursive: true });
    if (content instanceof Uint8Array) await Deno.writeFile(temporary, content);
    else await Deno.copyFile(content.file, temporary);
  } catch (error) {
    await Deno.remove(temporary).catch(() => {});
    throw cannotWrite(path, error);
  }
  onBytes?.((await Deno.stat(temporary)).size);
  return temporary;
}

/** Gives a temporary file its name; it is gone afterwards, come what may. */
async function settle<T>(
  temporary: string,
  path: string,
  move: (from: string, to: string) => Promise<T>,
): Promise<T> {
  try {
    return await move(temporary, path);
  } catch (error) {
    throw cannotWrite(path, error);
  } finally {
    await Deno.remove(temporary).catch(ignoreAbsent);
  }
}

/** A hard link, unlike a rename, never replaces: false where a file stands. */
async function linkNew(from: string, to: string): Promise<boolean> {
  try {
    await Deno.link(from, to);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) return false;
    throw error;
  }
}

function ignoreAbsent(error: unknown): void {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
}
