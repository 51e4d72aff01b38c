import { type AddonPackage, findAddonPackage } from "./addon_package.ts";
import { libraryNames } from "./compile_addon.ts";
import { fileDigest } from "./digest.ts";
import { findPython, hasNvidiaGpu } from "./machine.ts";
import { compiledAddon, placeAddon } from "./place_addon.ts";
import { exists, runtimeFolder } from "./runtime_folder.ts";
import type { State } from "./state.ts";

/**
 * Whether what setup remembers still holds: the machine is the same, and
 * what was installed is there. Puts the add-on back where the npm packages
 * were installed anew. Takes some 10 ms.
 */
export async function checkState(state: State): Promise<boolean> {
  if (state.gpu !== hasNvidiaGpu()) return false;
  if (state.backend === "tensorflow") return await checkTensorFlow(state);
  return state.pip === (await findPython() !== undefined);
}

async function checkTensorFlow(state: State): Promise<boolean> {
  const addonPackage = await findAddonPackage();
  if (addonPackage.version !== state.packageVersion) return false;
  for (const library of libraries(state, addonPackage)) {
    if (!await exists(library)) return false;
  }
  const { addon } = addonPackage;
  if (await hasDigest(addon, state)) return true;
  if (state.folder === undefined) return false;
  const compiled = compiledAddon(state.folder);
  if (!await hasDigest(compiled, state)) return false;
  await placeAddon(compiled, addon);
  return true;
}

function libraries({ folder }: State, { folder: home }: AddonPackage) {
  if (folder === undefined) return [`${home}/deps/lib`];
  return libraryNames(Deno.build).map((name) =>
    `${runtimeFolder}/${folder}/${name}`
  );
}

async function hasDigest(path: string, state: State): Promise<boolean> {
  return await exists(path) && await fileDigest(path) === state.addonDigest;
}
