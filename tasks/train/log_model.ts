import type { Dataset } from "../../src/prepare/dataset.ts";
import type { LocalRun } from "../../src/track/local_run.ts";
import { inputExample } from "../../src/track/mlflow/input_example.ts";
import {
  INPUT_EXAMPLE_FILE,
  ML_MODEL_FILE,
  mlModel,
} from "../../src/track/mlflow/ml_model.ts";
import { modelSignature } from "../../src/track/mlflow/model_signature.ts";
import {
  CONFIG_FILE,
  FEATURES_FILE,
  MODEL_FILE,
  type RunConfig,
} from "./run_files.ts";

export interface LogModelOptions {
  readonly dataset: Dataset;
  readonly config: RunConfig;
  /** The artifact that a server of models loads. */
  readonly archive: string;
}

/**
 * Says beside a run's model what it takes and gives and how it is called, in
 * the form by which MLflow knows models.
 */
export async function logModel(
  run: LocalRun,
  { dataset, config, archive }: LogModelOptions,
): Promise<void> {
  const { features, test } = dataset;
  const example = JSON.stringify(inputExample(features, test), null, 2);
  await run.logArtifact(INPUT_EXAMPLE_FILE, `${example}\n`);
  const flavor = {
    archive,
    weights: MODEL_FILE,
    features: FEATURES_FILE,
    config: CONFIG_FILE,
    encoder: config.params.model.encoder,
    products: features.item.values.length,
  };
  const text = mlModel({
    signature: modelSignature(features),
    flavors: { nextcart: flavor },
    createdAtMs: Date.now(),
  });
  await run.logArtifact(ML_MODEL_FILE, text);
}
