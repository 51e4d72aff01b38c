/**
 * Lays out what an image of the server holds: the modules that `tasks/serve.ts`
 * imports, the packages that those import, and of ONNX Runtime the library of
 * this platform alone.
 *
 *     deno run -A tasks/serve/slim_image.ts FOLDER
 */
import { dirname } from "node:path";
import { InputError } from "../../src/errors.ts";
import { runMain } from "../run_main.ts";

const PROJECT = new URL("../../", import.meta.url);
const ENTRY = "tasks/serve.ts";
/** Found at run time, by name: no import says so. */
const BY_NAME = ["swagger-ui-dist"];
/** Libraries of ONNX Runtime, by platform; `linux/x64` and the like. */
const RUNTIME_LIBRARIES =
  "node_modules/.deno/onnxruntime-node@VERSION/node_modules/onnxruntime-node/bin/napi-v6";

interface ModuleGraph {
  readonly modules: readonly {
    readonly specifier: string;
    readonly local?: string;
  }[];
}

/** Fills an empty or absent folder. */
export async function slimImage(folder: string): Promise<void> {
  const modules = await readModules();
  for (const { specifier } of modules) {
    if (!specifier.startsWith(PROJECT.href)) continue;
    const path = specifier.slice(PROJECT.href.length);
    await Deno.mkdir(dirname(`${folder}/${path}`), { recursive: true });
    await Deno.copyFile(new URL(specifier), `${folder}/${path}`);
  }
  const packages = new Set([
    ...modules.map(({ specifier }) => packageName(specifier)),
    ...BY_NAME,
  ]);
  await writeConfig(folder, (target) => packages.has(packageName(target)));
  await Deno.copyFile(new URL("deno.lock", PROJECT), `${folder}/deno.lock`);
  await deno(["install", "--entrypoint", ENTRY], folder);
  await dropOtherPlatforms(folder);
}

/** All that the server may import. */
async function readModules(): Promise<ModuleGraph["modules"]> {
  const folder = await Deno.makeTempDir();
  try {
    // JSR, whose packages serving does not need, need not be in reach.
    await writeConfig(folder, (target) => !target.startsWith("jsr:"));
    const config = ["--no-lock", "--config", `${folder}/deno.json`];
    const graph = await deno(["info", "--json", ...config, ENTRY], PROJECT);
    return (JSON.parse(graph) as ModuleGraph).modules;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** `npm:/hono@4.1.0/route` → `hono`. */
function packageName(specifier: string): string | undefined {
  return /^npm:\/?((?:@[^/]+\/)?[^@/]+)/.exec(specifier)?.[1];
}

/** The project's configuration with those of its imports that are wanted. */
async function writeConfig(
  folder: string,
  isWanted: (target: string) => boolean,
): Promise<void> {
  const config = JSON.parse(
    await Deno.readTextFile(new URL("deno.json", PROJECT)),
  ) as { imports: Record<string, string>; nodeModulesDir: string };
  const imports = Object.fromEntries(
    Object.entries(config.imports).filter(([, target]) => isWanted(target)),
  );
  await Deno.writeTextFile(
    `${folder}/deno.json`,
    JSON.stringify({ nodeModulesDir: "auto", imports }, null, 2),
  );
}

async function dropOtherPlatforms(folder: string): Promise<void> {
  const lock = await Deno.readTextFile(`${folder}/deno.lock`);
  const version = /"onnxruntime-node@([\d.]+)"/.exec(lock)?.[1];
  if (version === undefined) return;
  const libraries = `${folder}/${
    RUNTIME_LIBRARIES.replace("VERSION", version)
  }`;
  const arch = Deno.build.arch === "x86_64" ? "x64" : "arm64";
  for await (const system of Deno.readDir(libraries)) {
    for await (const { name } of Deno.readDir(`${libraries}/${system.name}`)) {
      if (system.name === Deno.build.os && name === arch) continue;
      await Deno.remove(`${libraries}/${system.name}/${name}`, {
        recursive: true,
      });
    }
  }
}

async function deno(args: string[], cwd: string | URL): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args,
    cwd,
  }).output();
  if (success) return new TextDecoder().decode(stdout);
  const text = new TextDecoder().decode(stderr).trim();
  throw new InputError(`deno ${args[0]} failed: ${text.split("\n").at(-1)}`);
}

if (import.meta.main) {
  await runMain(async ([folder]) => {
    if (folder === undefined) throw new InputError("A folder is wanted");
    await slimImage(folder);
    return 0;
  });
}
