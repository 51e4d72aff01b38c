/** One import of a file. */
export interface Import {
  /** The file, relative to the project: `src/track/run_id.ts`. */
  readonly from: string;
  /** The imported file, relative to the project, or a package's name. */
  readonly to: string;
  readonly isPackage: boolean;
  /** Whether it is loaded by `await import(…)`. */
  readonly isDynamic: boolean;
}

/** What `deno info --json` says of a module, as far as it is read here. */
interface ModuleInfo {
  readonly specifier: string;
  readonly dependencies?: readonly {
    readonly specifier: string;
    readonly code?: { readonly specifier?: string };
    readonly type?: { readonly specifier?: string };
    readonly isDynamic?: boolean;
  }[];
}

/**
 * The imports of all files, types included, as Deno's own parser reads them.
 * Paths are relative to the project's folder, a URL with a slash at its end.
 */
export async function readImports(
  project: URL,
  files: readonly string[],
): Promise<Import[]> {
  const modules = new Map<string, ModuleInfo>();
  for (const file of files) {
    const url = new URL(file, project).href;
    if (modules.has(url)) continue;
    for (const module of await moduleGraph(project, file)) {
      modules.set(module.specifier, module);
    }
  }
  return files.flatMap((file) => {
    const module = modules.get(new URL(file, project).href);
    return module === undefined ? [] : importsOf(file, { module, project });
  });
}

async function moduleGraph(
  project: URL,
  file: string,
): Promise<readonly ModuleInfo[]> {
  const command = new Deno.Command(Deno.execPath(), {
    args: ["info", "--json", "--no-remote", "--no-npm", file],
    cwd: project,
    stderr: "piped",
  });
  const { success, stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`deno info ${file}: ${decoder.decode(stderr)}`);
  return JSON.parse(decoder.decode(stdout)).modules;
}

function importsOf(
  from: string,
  { module, project }: { module: ModuleInfo; project: URL },
): Import[] {
  return (module.dependencies ?? []).map((dependency) => {
    const resolved = dependency.code?.specifier ??
      dependency.type?.specifier ?? dependency.specifier;
    const isPackage = !resolved.startsWith(project.href);
    return {
      from,
      to: isPackage
        ? packageName(resolved)
        : decodeURI(resolved.slice(project.href.length)),
      isPackage,
      isDynamic: dependency.isDynamic ?? false,
    };
  });
}

/** `npm:@scope/name@1.2.3/sub` → `@scope/name`. */
function packageName(specifier: string): string {
  return specifier.replace(/^(npm|jsr):\/?/, "")
    .replace(/^((?:@[^/]+\/)?[^@/]+).*$/, "$1");
}
