import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";
import { MlflowClient } from "../src/track/mlflow/mlflow_client.ts";
import { MlflowRest } from "../src/track/mlflow/mlflow_rest.ts";
import { mlflowServer } from "../src/track/mlflow/mlflow_server.ts";
import type { PushRunOptions } from "../src/track/mlflow/push_options.ts";

/**
 * The MLflow server that the environment names, and the experiment there.
 *
 * @param signal Gives all requests up.
 * @throws {InputError} where it names none.
 */
export function openMlflow(signal: AbortSignal): PushRunOptions {
  const { mlflow } = readEnvironment();
  if (mlflow === undefined) {
    throw new InputError("MLFLOW_TRACKING_URI is to name the server");
  }
  const rest = new MlflowRest(mlflowServer(mlflow), { signal });
  return { client: new MlflowClient(rest), experiment: mlflow.experiment };
}
