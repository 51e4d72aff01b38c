import { packageVersion } from "./addon_package.ts";
import { InputError } from "../errors.ts";
import type { Installed } from "./state.ts";

/**
 * WebGPU, as Deno brings it along.
 *
 * @throws {InputError} where it finds no adapter.
 */
export async function findWebGpu(): Promise<Installed> {
  // Deno has no navigator.gpu where it is built or started without WebGPU.
  const gpu: GPU | undefined = navigator.gpu;
  const adapter = await gpu?.requestAdapter();
  if (!adapter) {
    throw new InputError(
      "--backend webgpu: no adapter was found, a GPU with a Vulkan, Metal " +
        "or DirectX 12 driver is wanted",
    );
  }
  const { description, vendor } = adapter.info;
  return {
    backend: "webgpu",
    version: await packageVersion("@tensorflow/tfjs-backend-webgpu"),
    device: adapter.info.isFallbackAdapter ? "cpu" : "gpu",
    source: description || vendor || "npm package",
    reason: "asked for",
  };
}
