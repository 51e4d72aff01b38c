/** Means and sample standard deviations over seeds, by metric. */
export interface Quality {
  readonly mean: Readonly<Record<string, number>>;
  /** 0 where there is one seed. */
  readonly spread: Readonly<Record<string, number>>;
}

/**
 * Sums the metrics of several seeds up.
 *
 * @param metrics Of each seed.
 */
export function qualityOf(
  metrics: readonly Readonly<Record<string, number>>[],
): Quality {
  const mean: Record<string, number> = {};
  const spread: Record<string, number> = {};
  const n = metrics.length;
  for (const metric of Object.keys(metrics[0]!)) {
    const values = metrics.map((it) => it[metric]!);
    const center = values.reduce((sum, value) => sum + value, 0) / n;
    const squares = values.reduce((sum, it) => sum + (it - center) ** 2, 0);
    mean[metric] = center;
    spread[metric] = n === 1 ? 0 : Math.sqrt(squares / (n - 1));
  }
  return { mean, spread };
}
