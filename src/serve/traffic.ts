/** Which versions of a model answer, and in what shares. */
export interface Traffic {
  /** Version → weight; those that are absent get nothing. */
  readonly weights: Readonly<Record<string, number>>;
  /** Version that is asked too, whose answers are compared but not sent. */
  readonly shadow?: string | undefined;
}

/**
 * Draws a version by the weights.
 *
 * @param at Where to look, from 0 to 1: a random number, or a customer's own so
 * that they always get the same version.
 */
export function chooseVersion({ weights }: Traffic, at: number): string {
  const [only, ...others] = Object.keys(weights);
  if (only !== undefined && others.length === 0) return only;
  const entries = Object.entries(weights).filter(([, weight]) => weight > 0);
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  let left = at * total;
  for (const [version, weight] of entries) {
    left -= weight;
    if (left < 0) return version;
  }
  return entries.at(-1)![0];
}
