import type { Params } from "../../src/config.ts";
import type { Evaluation } from "../../src/evaluate/protocol.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import { decodeSafetensors } from "../../src/safetensors.ts";
import { assignWeights } from "../../src/tensor/weights.ts";
import { createModel } from "../train/create_model.ts";
import { evaluateBesideBaselines } from "../train/evaluate_beside_baselines.ts";
import { MODEL_FILE } from "../train/run_files.ts";

/**
 * What the best weights of a run are worth on the validation split.
 *
 * @param folder Of the run.
 * @param params May differ from the run's in how is recommended: by the trend, a
 * blend, what the session holds.
 */
export async function evaluateOnValidation(
  folder: string,
  dataset: Dataset,
  params: Params,
): Promise<Evaluation> {
  const bytes = await Deno.readFile(`${folder}/artifacts/${MODEL_FILE}`);
  const model = createModel(params, dataset);
  try {
    assignWeights(
      model.variables(),
      decodeSafetensors(bytes, MODEL_FILE).tensors,
    );
    const report = await evaluateBesideBaselines(
      model,
      { ...dataset, test: dataset.validation },
      {
        params: { ...params.evaluate, baselines: [] },
        seed: params.train.seed,
      },
    );
    return report.model;
  } finally {
    model.dispose();
  }
}
