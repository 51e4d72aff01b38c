import { ADDON_PACKAGE, findAddonPackage } from "./addon_package.ts";
import { fileDigest } from "./digest.ts";
import type { Machine } from "./machine.ts";
import { checkAddonLoads } from "./place_addon.ts";
import type { OnProgress } from "./progress.ts";
import { runCommand } from "./run_command.ts";
import { exists, projectFolder } from "./runtime_folder.ts";
import type { Draft } from "./state.ts";
import { Unavailable } from "./unavailable.ts";

/** What the npm package's own script installs. */
const VERSION = "2.9.1";
/** Where that script fetches it from. */
const BUCKET = "https://storage.googleapis.com/tensorflow/libtensorflow/";
const PROBE_TIMEOUT_MS = 5_000;

/**
 * Lets the npm package's own install script fetch its TensorFlow, of 2022, and
 * a ready-made add-on.
 *
 * @throws {Unavailable} where the script cannot.
 */
export async function installByScript(
  machine: Machine,
  { progress }: { progress: OnProgress },
): Promise<Draft> {
  await probe(BUCKET);
  progress({ label: `Downloading TensorFlow ${VERSION} by npm's script` });
  const addonPackage = await findAddonPackage();
  const script = `npm:${ADDON_PACKAGE}@${addonPackage.version}`;
  const result = await runCommand(Deno.execPath(), [
    "install",
    `--allow-scripts=${script}`,
  ], { cwd: projectFolder });
  if (!result?.success || !await exists(addonPackage.addon)) {
    throw new Unavailable("the npm package's install script failed");
  }
  await checkAddonLoads(addonPackage.addon);
  return {
    backend: "tensorflow",
    version: VERSION,
    device: machine.gpu ? "gpu" : "cpu",
    source: "the npm package's install script",
    gpu: machine.gpu,
    pip: machine.python !== undefined,
    packageVersion: addonPackage.version,
    addonDigest: await fileDigest(addonPackage.addon),
  };
}

/**
 * Sees within seconds whether a server answers at all: the script itself would
 * wait for minutes in a network that swallows what it blocks.
 *
 * @throws {Unavailable} where it does not answer.
 */
export async function probe(url: string): Promise<void> {
  try {
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const response = await fetch(url, { method: "HEAD", signal });
    await response.body?.cancel();
  } catch (error) {
    throw new Unavailable(
      `the npm package's own TensorFlow ${VERSION} is out of reach`,
      { cause: error },
    );
  }
}
