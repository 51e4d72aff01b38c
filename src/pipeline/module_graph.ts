import { InputError } from "../errors.ts";

/** The code that a module runs. */
export interface ModuleGraph {
  /** Local files, relative to the project and sorted: modules, and what they open beside themselves. */
  readonly files: readonly string[];
  /** Packages as they are asked for: `npm:zod@4.6.7`, sorted. */
  readonly packages: readonly string[];
}

/** What `deno info --json` says, as far as it is read here. */
interface Info {
  readonly modules: readonly {
    readonly specifier: string;
    readonly error?: string;
    readonly dependencies?: readonly {
      readonly specifier: string;
      readonly code?: { readonly specifier?: string };
      readonly type?: { readonly specifier?: string };
    }[];
  }[];
}

/** A worker's script or a file of data: modules find them by their own place. */
const BESIDE = /new URL\(\s*"([^"]+)",\s*import\.meta\.url/g;
const PACKAGE = /^(npm|jsr):\/?((?:@[^/]+\/)?[^/]+)/;

/**
 * Everything that a module imports, directly or not, types and lazy imports
 * included, as Deno's own parser reads it; and files that modules name by
 * `new URL("…", import.meta.url)`, with all that those import.
 *
 * @param entry Relative to the project.
 * @throws {InputError} where a module is absent or cannot be parsed.
 */
export async function moduleGraph(
  project: URL,
  entry: string,
): Promise<ModuleGraph> {
  const files = new Set<string>();
  const packages = new Set<string>();
  const entries = [entry];
  for (let at = 0; at < entries.length; at++) {
    const modules = await readModules(project, entries[at]!, packages);
    for (const path of modules.filter((it) => !files.has(it))) {
      files.add(path);
      for (const beside of await filesBeside(project, path)) {
        if (files.has(beside) || entries.includes(beside)) continue;
        if (/\.[mc]?[jt]s$/.test(beside)) entries.push(beside);
        else files.add(beside);
      }
    }
  }
  return { files: [...files].sort(), packages: [...packages].sort() };
}

/** Local modules of a graph; packages are added to those given. */
async function readModules(
  project: URL,
  entry: string,
  packages: Set<string>,
): Promise<string[]> {
  const { modules } = await denoInfo(project, entry);
  for (const { specifier, error, dependencies = [] } of modules) {
    if (error !== undefined && specifier.startsWith(project.href)) {
      throw new InputError(`${entry} cannot be read: ${firstLine(error)}`);
    }
    for (const { code, type, specifier } of dependencies) {
      const found = PACKAGE.exec(
        code?.specifier ?? type?.specifier ?? specifier,
      );
      if (found !== null) packages.add(`${found[1]}:${found[2]}`);
    }
  }
  return modules
    .filter(({ specifier }) => specifier.startsWith(project.href))
    .map(({ specifier }) => decodeURI(specifier.slice(project.href.length)));
}

async function denoInfo(project: URL, entry: string): Promise<Info> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-remote", "--no-npm", entry],
    cwd: project,
    env: { NO_COLOR: "1" },
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  if (success) return JSON.parse(decoder.decode(stdout));
  throw new InputError(
    `${entry} cannot be read: ${firstLine(decoder.decode(stderr))}`,
  );
}

/** Files of the project that a module names by its own place. */
async function filesBeside(project: URL, path: string): Promise<string[]> {
  const url = new URL(encodeURI(path), project);
  const text = await Deno.readTextFile(url);
  const beside: string[] = [];
  for (const [, name] of text.matchAll(BESIDE)) {
    const { href } = new URL(name!, url);
    if (!href.startsWith(project.href)) continue;
    const facts = await Deno.stat(new URL(href)).catch(() => undefined);
    if (!facts?.isFile) continue;
    beside.push(decodeURI(href.slice(project.href.length)));
  }
  return beside;
}

function firstLine(text: string): string {
  return text.replace(/^error: /, "").split("\n")[0]!;
}
