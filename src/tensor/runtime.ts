/**
 * Starts the backend that computes tensors. This room is the only home of
 * TensorFlow: the rest of the project imports `tf` from here.
 */
import nodeUtil from "node:util";
/** TensorFlow's operations. */
import * as tf from "@tensorflow/tfjs-core";
import { InputError } from "../errors.ts";
import { registerNativeMatMul } from "./native_mat_mul.ts";
import { muteStderr } from "./mute_stderr.ts";
import { allowBfloat16, type Precision } from "./precision.ts";

export { tf };

/** What tensors can run on. */
export const BACKENDS = ["tensorflow", "webgpu", "wasm"] as const;
/** One of {@link BACKENDS}. */
export type BackendName = typeof BACKENDS[number];

/**
 * Loads a backend and makes it the current one.
 *
 * @param options.precision The least that products will be asked for in this
 * process; it counts when TensorFlow is started first.
 * @throws {InputError} where this machine cannot run it.
 */
export async function startBackend(
  name: BackendName,
  options: { precision?: Precision } = {},
): Promise<void> {
  if (name === "tensorflow") await loadTensorFlow(options.precision);
  if (name === "wasm") await (await import("./wasm_backend.ts")).loadWasm();
  if (name === "webgpu") {
    await (await import("./webgpu_backend.ts")).loadWebgpu();
  }
  if (!await tf.setBackend(name)) {
    throw new InputError(`Backend ${name} cannot start on this machine`);
  }
  await tf.ready();
}

/** The backend that computes now. */
export function backendName(): BackendName {
  return tf.getBackend() as BackendName;
}

let tensorFlowIsLoaded = false;

async function loadTensorFlow(precision?: Precision): Promise<void> {
  if (tensorFlowIsLoaded) return;
  if (precision === "bfloat16") allowBfloat16();
  restoreRemovedNodeFunctions();
  try {
    await muteStderr(() => import("@tensorflow/tfjs-node-gpu"));
  } catch (error) {
    throw new InputError(
      "TensorFlow is not installed: run `deno task setup` first",
      { cause: error },
    );
  }
  registerNativeMatMul();
  tensorFlowIsLoaded = true;
}

/** The package still calls two functions that Node has dropped. */
function restoreRemovedNodeFunctions(): void {
  const util = nodeUtil as unknown as Record<string, unknown>;
  util.isNullOrUndefined ??= (value: unknown) => value == null;
  util.isArray ??= Array.isArray;
}
