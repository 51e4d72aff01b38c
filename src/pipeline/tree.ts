import { digestText } from "./digest_text.ts";
import type { FileContent, FileDigests } from "./file_digests.ts";

/** A file of a tree. */
export interface TreeFile extends FileContent {
  /** Relative to the folder; empty where the tree is one file. */
  readonly path: string;
}

/** A file, or a folder with all files below it. */
export interface Tree {
  /**
   * Of one file its SHA-256; of a folder that of what `sha256sum` prints of its
   * files, in the order of their paths.
   */
  readonly digest: string;
  /** Size in bytes. */
  readonly bytes: number;
  /** By path. */
  readonly files: readonly TreeFile[];
}

/** Reads what lies at a path, or undefined where there is nothing. */
export async function readTree(
  path: string,
  digests: FileDigests,
): Promise<Tree | undefined> {
  const file = await digests.digest(path);
  if (file !== undefined) return treeOf([{ path: "", ...file }]);
  const names = await namesBelow(path);
  if (names === undefined) return undefined;
  const files: TreeFile[] = [];
  for (const name of names) {
    const content = await digests.digest(`${path}/${name}`);
    if (content !== undefined) files.push({ path: name, ...content });
  }
  return treeOf(files);
}

/** The tree of files whose contents are known. */
export function treeOf(files: readonly TreeFile[]): Tree {
  const sorted = files.toSorted((a, b) => a.path < b.path ? -1 : 1);
  const bytes = sorted.reduce((sum, file) => sum + file.bytes, 0);
  if (sorted.length === 1 && sorted[0]!.path === "") {
    return { digest: sorted[0]!.sha256, bytes, files: sorted };
  }
  const lines = sorted.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
  return { digest: digestText(lines.join("")), bytes, files: sorted };
}

/**
 * A file or folder within a tree, or undefined where there is none.
 *
 * @param path Relative to the tree; the empty one means the tree itself.
 */
export function subtree(tree: Tree, path: string): Tree | undefined {
  if (path === "") return tree;
  const inside = tree.files.flatMap((file) => {
    if (file.path === path) return [{ ...file, path: "" }];
    const below = file.path.startsWith(`${path}/`);
    return below ? [{ ...file, path: file.path.slice(path.length + 1) }] : [];
  });
  return inside.length === 0 ? undefined : treeOf(inside);
}

/** Paths of all files below a folder, or undefined where it is none. */
async function namesBelow(folder: string): Promise<string[] | undefined> {
  const names: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (!isDirectory) names.push(name);
      else {
        const below = await namesBelow(`${folder}/${name}`) ?? [];
        names.push(...below.map((it) => `${name}/${it}`));
      }
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof Deno.errors.NotADirectory) return undefined;
    throw error;
  }
  return names;
}
