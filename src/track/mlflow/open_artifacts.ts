import { MlflowError } from "./mlflow_error.ts";
import type { MlflowRest } from "./mlflow_rest.ts";
import type { ArtifactStore } from "./artifact_store.ts";
import { ProxiedArtifacts } from "./proxied_artifacts.ts";

/**
 * The store that an artifact URI of MLflow names: `mlflow-artifacts:` goes
 * through the server.
 *
 * @throws {MlflowError} where it names a place that only the server can reach.
 */
export function openArtifacts(
  uri: string,
  rest: MlflowRest,
): ArtifactStore {
  const { protocol, pathname } = new URL(uri);
  if (protocol === "mlflow-artifacts:") {
    return new ProxiedArtifacts(decodeURI(pathname).slice(1), rest);
  }
  throw new MlflowError(
    `MLflow at ${rest.url} keeps artifacts at ${protocol}, which cannot be reached from here: mlflow-artifacts: (--serve-artifacts) is wanted`,
    { status: 400, code: "ARTIFACT_URI" },
  );
}
