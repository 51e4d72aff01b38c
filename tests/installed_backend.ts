import { readInstalled } from "../src/setup/installed.ts";
import { startBackend } from "../src/tensor/runtime.ts";

/** Starts what `deno task setup` chose: TensorFlow where it can be had. */
export async function startInstalledBackend(): Promise<void> {
  await startBackend(readInstalled()?.backend ?? "wasm");
}
