import { ServiceError } from "../../src/serve/service_error.ts";
import { MlflowError } from "../../src/track/mlflow/mlflow_error.ts";

/**
 * What a client is told where a registry fails: 503 where it is away, as its
 * request was right and may succeed later.
 */
export function registryFault(error: unknown): unknown {
  return error instanceof MlflowError && error.isTransient
    ? ServiceError.unavailable(error.message)
    : error;
}
