import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";
import { localRegistry } from "../src/track/registry/local_registry.ts";
import { mlflowRegistry } from "../src/track/registry/mlflow_registry.ts";
import type { ModelRegistry } from "../src/track/registry/model_registry.ts";
import { openMlflow } from "./open_mlflow.ts";
import type { Flag, StageInput } from "./stage.ts";

/** The flags that say where models are registered. */
export const REGISTRY_FLAGS: Readonly<Record<string, Flag>> = {
  registry: {
    type: "string",
    value: "NAME",
    help: "local or mlflow (mlflow where MLFLOW_TRACKING_URI is set)",
  },
  models: {
    type: "string",
    value: "DIR",
    help: "where the local registry is (models)",
  },
};

/**
 * Opens the registry that {@link REGISTRY_FLAGS} and the environment name.
 *
 * @throws {InputError} where MLflow is wanted and no server is named.
 */
export function openRegistry(
  { flags, signal }: Pick<StageInput, "flags" | "signal">,
): ModelRegistry {
  const { mlflow } = readEnvironment();
  const registry = flags.registry ??
    (mlflow === undefined ? "local" : "mlflow");
  switch (registry) {
    case "local":
      return localRegistry(String(flags.models ?? "models"));
    case "mlflow":
      return mlflowRegistry(openMlflow(signal));
    default:
      throw new InputError(
        `--registry ${registry}: local or mlflow is wanted`,
      );
  }
}
