import { findAddonPackage } from "./addon_package.ts";
import { compileAddon } from "./compile_addon.ts";
import { fileDigest } from "./digest.ts";
import { installWheel } from "./install_wheel.ts";
import type { Machine } from "./machine.ts";
import { checkAddonLoads, compiledAddon, placeAddon } from "./place_addon.ts";
import type { OnProgress } from "./progress.ts";
import { runtimeFolder } from "./runtime_folder.ts";
import type { Draft } from "./state.ts";
import { Unavailable } from "./unavailable.ts";
import { supportsGpu, TENSORFLOW_VERSION, tensorflowWheels } from "./wheels.ts";

/**
 * Installs TensorFlow from PyPI under the npm package's own add-on, compiled
 * here. Where the machine has an NVIDIA GPU, it is the build for GPUs.
 *
 * @throws {Unavailable} where this machine cannot have it.
 */
export async function installTensorFlow(
  machine: Machine,
  { progress }: { progress: OnProgress },
): Promise<Draft> {
  const device = supportsGpu(machine) ? "gpu" : "cpu";
  const folder = `tensorflow-${TENSORFLOW_VERSION}-${device}`;
  const base = `${runtimeFolder}/${folder}`;
  await installWheels(machine, { base, progress });
  const addonPackage = await findAddonPackage();
  const target = compiledAddon(folder);
  const compiler = await compileAddon(addonPackage, {
    ...{ machine, base, target, progress },
  });
  await placeAddon(target, addonPackage.addon);
  progress({ label: "Loading the add-on" });
  await checkAddonLoads(addonPackage.addon);
  return {
    backend: "tensorflow",
    version: TENSORFLOW_VERSION,
    device,
    source: `PyPI wheel, add-on compiled with ${compiler}`,
    gpu: machine.gpu,
    pip: true,
    folder,
    packageVersion: addonPackage.version,
    addonDigest: await fileDigest(target),
  };
}

async function installWheels(
  machine: Machine,
  { base, progress }: { base: string; progress: OnProgress },
): Promise<void> {
  const wheels = tensorflowWheels(machine);
  if (wheels === undefined) {
    throw new Unavailable(
      `PyPI has no TensorFlow ${TENSORFLOW_VERSION} for ` +
        `${machine.os} on ${machine.arch}`,
    );
  }
  const { python } = machine;
  if (python === undefined) throw new Unavailable("Python's pip was not found");
  for (const wheel of wheels) {
    await installWheel(wheel, { python, into: base, progress });
  }
}
