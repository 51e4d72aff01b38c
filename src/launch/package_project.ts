import { createHash } from "node:crypto";
import { type Zippable, zipSync } from "fflate";

/** A project as one file. */
export interface Package {
  /** `nextcart-DIGEST`: equal for equal content. */
  readonly name: string;
  /** Size in bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a job needs of the project; the rest it fetches itself. */
const PARTS = ["deno.json", "deno.lock", "src", "tasks"];
/** ZIP has no earlier time, and without one equal files give equal bytes. */
const TIME = new Date("1980-01-01T12:00:00");

/** Packs the sources of a project as a zip. */
export async function packageProject(folder: string): Promise<Package> {
  const files: Zippable = {};
  for (const part of PARTS) await addFiles(files, folder, part);
  const bytes = zipSync(files, { level: 6, mtime: TIME });
  const digest = createHash("sha256").update(bytes).digest("hex");
  return {
    name: `nextcart-${digest.slice(0, 16)}`,
    bytes: bytes as Uint8Array<ArrayBuffer>,
  };
}

async function addFiles(
  files: Zippable,
  folder: string,
  path: string,
): Promise<void> {
  const { isDirectory } = await Deno.stat(`${folder}/${path}`);
  if (!isDirectory) {
    files[path] = await Deno.readFile(`${folder}/${path}`);
    return;
  }
  const names = (await Array.fromAsync(Deno.readDir(`${folder}/${path}`)))
    .map(({ name }) => name).sort();
  for (const name of names) await addFiles(files, folder, `${path}/${name}`);
}
