import { InputError } from "../errors.ts";

/** Names of the backends, best first. */
export const BACKENDS = ["tensorflow", "webgpu", "wasm"] as const;
/** What tensors can run on. */
export type Backend = typeof BACKENDS[number];

/**
 * Checks the name of a backend.
 *
 * @throws {InputError} where there is none of that name.
 */
export function parseBackend(name: string): Backend {
  const backend = BACKENDS.find((it) => it === name);
  if (backend !== undefined) return backend;
  throw new InputError(
    `Unknown backend "${name}": one of ${BACKENDS.join(", ")} is wanted`,
  );
}
