import { projectFolder } from "./runtime_folder.ts";

/** Name of the npm package whose add-on TensorFlow runs under. */
export const ADDON_PACKAGE = "@tensorflow/tfjs-node-gpu";

/** Where things lie in the installed npm package. */
export interface AddonPackage {
  /** Version of the package. */
  readonly version: string;
  /** The package's real folder. */
  readonly folder: string;
  /** The file that the package loads. */
  readonly addon: string;
  /** The C++ files that the add-on is compiled from. */
  readonly sources: readonly string[];
  /** Folder of the C headers of Node-API. */
  readonly headers: string;
}

/** Finds the package among the project's npm packages. */
export async function findAddonPackage(): Promise<AddonPackage> {
  // The real path: the add-on finds TensorFlow relative to it.
  const folder = await Deno.realPath(packageFolder(ADDON_PACKAGE));
  return {
    version: await packageVersion(ADDON_PACKAGE),
    folder,
    addon: `${folder}/lib/napi-v8/tfjs_binding.node`,
    sources: ["tfjs_backend.cc", "tfjs_binding.cc"].map((name) =>
      `${folder}/binding/${name}`
    ),
    headers: `${packageFolder("node-api-headers")}/include`,
  };
}

/** Version of an installed npm package. */
export async function packageVersion(name: string): Promise<string> {
  const path = `${packageFolder(name)}/package.json`;
  return JSON.parse(await Deno.readTextFile(path)).version;
}

function packageFolder(name: string): string {
  return `${projectFolder}/node_modules/${name}`;
}
