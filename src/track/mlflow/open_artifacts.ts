import { openStore } from "../../objects/open_store.ts";
import { MlflowError } from "./mlflow_error.ts";
import type { MlflowRest } from "./mlflow_rest.ts";
import type { ArtifactStore } from "./artifact_store.ts";
import { ProxiedArtifacts } from "./proxied_artifacts.ts";
import { S3Artifacts } from "./s3_artifacts.ts";

/**
 * The store that an artifact URI of MLflow names: `mlflow-artifacts:` goes
 * through the server, `s3:` straight to S3, as the environment leads there.
 *
 * @throws {MlflowError} where it names a place that only the server can reach.
 * @throws {InputError} where S3 wants credentials that the environment lacks.
 */
export async function openArtifacts(
  uri: string,
  rest: MlflowRest,
): Promise<ArtifactStore> {
  const { protocol, pathname } = new URL(uri);
  if (protocol === "mlflow-artifacts:") {
    return new ProxiedArtifacts(decodeURI(pathname).slice(1), rest);
  }
  if (protocol === "s3:") return new S3Artifacts(await openStore(uri));
  throw new MlflowError(
    `MLflow at ${rest.url} keeps artifacts at ${protocol}, which cannot be reached from here: mlflow-artifacts: (--serve-artifacts) or s3: is wanted`,
    { status: 400, code: "ARTIFACT_URI" },
  );
}
