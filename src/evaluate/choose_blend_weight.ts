import { InputError } from "../errors.ts";
import { type Sequences, targetCount } from "../features/sequences.ts";
import type { Blend } from "../recommend/blend.ts";
import { targetGains } from "./target_gains.ts";

/** The weights that are tried. */
const WEIGHTS = Array.from({ length: 21 }, (_, at) => at / 20);

/**
 * The weight of a blend's neighbours that is best on the validation split, of
 * equally good ones the smallest. The test split has no say.
 *
 * @param metric A ranking metric: `mrr@20`.
 * @throws {InputError} where there is nothing to choose by.
 */
export async function chooseBlendWeight(
  blend: Blend,
  validation: Sequences,
  metric: string,
): Promise<number> {
  requireChoice(validation);
  const ranks = await blend.ranksAt(validation, WEIGHTS);
  const values = ranks.map((it) =>
    targetGains(it, metric).reduce((sum, gain) => sum + gain, 0)
  );
  return WEIGHTS[values.indexOf(Math.max(...values))]!;
}

/**
 * Sees to it that there is something to choose a weight by.
 *
 * @throws {InputError} where there is not.
 */
export function requireChoice(validation: Sequences): void {
  if (targetCount(validation) > 0) return;
  throw new InputError(
    "Parameter evaluate.blend.weight: a number is wanted where there is no validation split (prepare.split.validation) to choose it by",
  );
}
