/** Options of {@link populationStability}. */
export interface PopulationStabilityOptions {
  /** Added to every count, so that an empty bin has a logarithm. @default {0.5} */
  readonly smoothing?: number;
}

/**
 * Population stability index, Σ (q − p) ln(q / p): the sum of both
 * Kullback–Leibler divergences, in nats. By custom below 0.1 counts as stable
 * and above 0.25 as changed, whatever the samples' sizes: see
 * divergence_noise.ts for what they have to say.
 *
 * @param reference Counts by bin: `[B]`.
 * @param current The same of the other sample: `[B]`.
 */
export function populationStability(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
  { smoothing = 0.5 }: PopulationStabilityOptions = {},
): number {
  const bins = reference.length;
  let [n, m] = [bins * smoothing, bins * smoothing];
  for (let bin = 0; bin < bins; bin++) {
    n += reference[bin]!;
    m += current[bin]!;
  }
  let sum = 0;
  for (let bin = 0; bin < bins; bin++) {
    const p = (reference[bin]! + smoothing) / n;
    const q = (current[bin]! + smoothing) / m;
    if (p !== q) sum += (q - p) * Math.log(q / p);
  }
  return sum;
}
