/**
 * Checks the rules of the house that no linter knows: import direction, homes
 * of packages, mirrored tests, length of files. Prints a line per fault and
 * exits with code 1 where there is one. Part of `deno task ok`.
 */
import {
  checkFiles,
  longFiles,
  type SourceFile,
} from "./structure/check_files.ts";
import { checkImports } from "./structure/check_imports.ts";
import { readImports } from "./structure/read_imports.ts";

const FOLDERS = ["src", "tasks", "tests", "notebooks"];

/** What {@link checkStructure} finds, a line each. */
export interface StructureReport {
  readonly files: number;
  /** What is against the rules. */
  readonly faults: readonly string[];
  /** What should be looked at. */
  readonly notes: readonly string[];
}

/** Checks the project in a folder, a URL with a slash at its end. */
export async function checkStructure(project: URL): Promise<StructureReport> {
  const files: SourceFile[] = [];
  for (const folder of FOLDERS) await collect(project, { folder, files });
  files.sort((a, b) => a.path < b.path ? -1 : 1);
  const imports = await readImports(project, files.map((file) => file.path));
  return {
    files: files.length,
    faults: [...checkImports(imports), ...checkFiles(files, imports)],
    notes: longFiles(files),
  };
}

async function collect(
  project: URL,
  { folder, files }: { folder: string; files: SourceFile[] },
): Promise<void> {
  let entries: Deno.DirEntry[];
  try {
    entries = await Array.fromAsync(Deno.readDir(new URL(folder, project)));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return;
    throw error;
  }
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory) await collect(project, { folder: path, files });
    if (entry.isFile && entry.name.endsWith(".ts")) {
      files.push({
        path,
        text: await Deno.readTextFile(new URL(path, project)),
      });
    }
  }
}

if (import.meta.main) {
  const project = new URL("../", import.meta.url);
  const { files, faults, notes } = await checkStructure(project);
  for (const fault of faults) console.error(fault);
  for (const note of notes) console.log(`note: ${note}`);
  console.log(`Structure: ${files} files, ${faults.length} faults`);
  Deno.exit(faults.length === 0 ? 0 : 1);
}
