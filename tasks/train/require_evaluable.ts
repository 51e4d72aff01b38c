import type { EvaluateParams } from "../../src/config.ts";
import { InputError } from "../../src/errors.ts";
import { requireChoice } from "../../src/evaluate/choose_blend_weight.ts";
import { targetCount } from "../../src/features/sequences.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import { fitBaseline } from "./fit_baseline.ts";

/**
 * Tells before a model is trained, or ranks anything, what its evaluation would
 * want.
 *
 * @throws {InputError} where there is nothing to evaluate on, or a baseline or a
 * blend that is asked for cannot be had of the dataset.
 */
export function requireEvaluable(
  dataset: Dataset,
  params: EvaluateParams,
): void {
  if (targetCount(dataset.test) === 0) {
    throw new InputError(
      "Cannot evaluate: the test split holds no event to be predicted, at least one is wanted (prepare.split)",
    );
  }
  const { baselines, blend } = params;
  // The others can be fitted on any dataset.
  const name = "category_popularity";
  if (baselines.includes(name)) fitBaseline(name, dataset, params);
  if (blend !== null && blend.weight === null) {
    requireChoice(dataset.validation);
  }
}
