import { readEnvironment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import { findVersion } from "../../src/track/registry/find_version.ts";
import type {
  ModelRegistry,
  ModelVersion,
} from "../../src/track/registry/model_registry.ts";

/** Where the local registry is; see tasks/open_registry.ts. */
const LOCAL_REGISTRY = "models";
const PREFIX = "models:/";

/** A version of a registered model, by `models:/NAME@ALIAS` or `models:/NAME/3`. */
export interface RegisteredModel {
  readonly registry: ModelRegistry;
  readonly version: ModelVersion;
}

/** Whether an address is one of a registry. */
export function isRegistered(address: string): boolean {
  return address.startsWith(PREFIX);
}

/**
 * Finds what the address names now: at MLflow where MLFLOW_TRACKING_URI is set,
 * else in the local registry.
 *
 * @param signal Gives all requests up, those of the registry later too.
 * @throws {InputError} where it names nothing.
 */
export async function findRegistered(
  address: string,
  signal?: AbortSignal,
): Promise<RegisteredModel> {
  const registry = await openRegistry(signal);
  const version = await findVersion(registry, address);
  if (version !== undefined) return { registry, version };
  throw new InputError(
    `${address}: models:/NAME@ALIAS or models:/NAME/VERSION is wanted`,
  );
}

/** Loaded only where an address names a registry: serving needs nothing of it. */
async function openRegistry(
  signal = new AbortController().signal,
): Promise<ModelRegistry> {
  const { mlflow } = readEnvironment();
  if (mlflow === undefined) {
    const { localRegistry } = await import(
      "../../src/track/registry/local_registry.ts"
    );
    return localRegistry(LOCAL_REGISTRY);
  }
  const { mlflowRegistry } = await import(
    "../../src/track/registry/mlflow_registry.ts"
  );
  const { openMlflow } = await import("../open_mlflow.ts");
  return mlflowRegistry(openMlflow(signal));
}
