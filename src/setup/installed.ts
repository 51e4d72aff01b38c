import { statePath } from "./runtime_folder.ts";

/** Names of the backends, best first. */
export const BACKENDS = ["tensorflow", "webgpu", "wasm"] as const;
export type Backend = typeof BACKENDS[number];

/** The backend that tensors run on, and why it is this one. */
export interface Installed {
  readonly backend: Backend;
  /** Version of TensorFlow, or of the npm package for webgpu and wasm. */
  readonly version: string;
  /** What the backend was installed for. */
  readonly device: "cpu" | "gpu";
  /** One clause for people: `no NVIDIA GPU found`. */
  readonly reason: string;
}

/**
 * The backend that the last `deno task setup` chose, or undefined where none
 * ran to its end.
 */
export function readInstalled(): Installed | undefined {
  try {
    const { backend, version, device, reason } = JSON.parse(
      Deno.readTextFileSync(statePath),
    ) as Installed;
    return { backend, version, device, reason };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
