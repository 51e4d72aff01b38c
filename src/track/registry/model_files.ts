import { InputError } from "../../errors.ts";
import {
  type LocalArtifact,
  localArtifacts,
} from "../mlflow/local_artifacts.ts";
import { ML_MODEL_FILE } from "../mlflow/ml_model.ts";
import { readRun } from "../read_run.ts";
import type { RunRecord } from "../run_record.ts";

/**
 * The model of a finished run: its `MLmodel` and all that lies beside that.
 *
 * @param folder Of the run.
 * @throws {InputError} where the run has no model or is not finished.
 */
export async function modelFiles(
  folder: string,
): Promise<{ record: RunRecord; files: LocalArtifact[] }> {
  const { record } = await readRun(folder);
  if (record.status !== "finished") {
    throw new InputError(
      `Run ${record.id} is ${record.status}: a finished one is wanted`,
    );
  }
  const all = await localArtifacts(`${folder}/artifacts`);
  const files = all.filter(({ name }) => !name.includes("/"));
  if (files.some(({ name }) => name === ML_MODEL_FILE)) {
    return { record, files };
  }
  throw new InputError(
    `Run ${record.id} has no model: artifacts/${ML_MODEL_FILE} is wanted`,
  );
}
