/** How far two distributions lie apart, in the unit of their values. */
export interface WassersteinDistance {
  /** How far a value must be moved on average to make one into the other. */
  readonly distance: number;
  /** The distance to be expected of samples of these sizes without any drift. */
  readonly expected: number;
}

/** Options of {@link wasserstein}. */
export interface WassersteinOptions {
  /**
   * Sizes by which the expected distance is reckoned, where values are not
   * independent. @default {the samples' lengths}
   */
  readonly sizes?: { readonly reference: number; readonly current: number };
}

/**
 * Wasserstein-1 (earth mover's) distance of two samples: the area between their
 * empirical distribution functions.
 *
 * Without drift that difference is, at each value, nearly normal with variance
 * F(1 − F)(1/n + 1/m), and its mean size √(2/π) times the deviation (del Barrio,
 * Giné and Matrán, "Central limit theorems for the Wasserstein distance", 1999);
 * F is that of both samples together.
 *
 * @param reference Rising values without NaN, at least one: `[N]`.
 * @param current The same of the other sample: `[M]`.
 */
export function wasserstein(
  reference: Float64Array,
  current: Float64Array,
  { sizes }: WassersteinOptions = {},
): WassersteinDistance {
  const [n, m] = [reference.length, current.length];
  let [i, j, distance, spread] = [0, 0, 0, 0];
  let value = Math.min(reference[0]!, current[0]!);
  while (i < n || j < m) {
    const next = Math.min(reference[i] ?? Infinity, current[j] ?? Infinity);
    const width = next - value;
    const pooled = (i + j) / (n + m);
    distance += width * Math.abs(i / n - j / m);
    spread += width * Math.sqrt(pooled * (1 - pooled));
    value = next;
    while (i < n && reference[i]! === value) i++;
    while (j < m && current[j]! === value) j++;
  }
  const { reference: a, current: b } = sizes ?? { reference: n, current: m };
  return {
    distance,
    expected: spread * Math.sqrt(2 / Math.PI * (1 / a + 1 / b)),
  };
}
