import * as tf from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";

/**
 * Makes the WebGPU backend known. Its values can only be read asynchronously:
 * `await tensor.data()`, never `dataSync()`.
 *
 * @throws {InputError} where there is no adapter.
 */
export async function loadWebgpu(): Promise<void> {
  if (tf.findBackendFactory("webgpu")) return;
  // Deno has no navigator.gpu where it is built without WebGPU.
  const gpu: GPU | undefined = navigator.gpu;
  if (!await gpu?.requestAdapter()) {
    throw new InputError(
      "Backend webgpu: no adapter was found, a GPU with a Vulkan, Metal or " +
        "DirectX 12 driver is wanted",
    );
  }
  await import("@tensorflow/tfjs-backend-webgpu");
  // tfjs-core cannot differentiate by itself: this registers the gradients.
  await import("@tensorflow/tfjs-layers");
}
