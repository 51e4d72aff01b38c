/**
 * Two-sample Kolmogorov–Smirnov statistic: the largest distance between the two
 * empirical distribution functions, 0 to 1.
 *
 * @param reference Rising values without NaN, at least one: `[N]`.
 * @param current The same of the other sample: `[M]`.
 */
export function ksStatistic(
  reference: Float64Array,
  current: Float64Array,
): number {
  const [n, m] = [reference.length, current.length];
  let [i, j, largest] = [0, 0, 0];
  while (i < n && j < m) {
    const value = Math.min(reference[i]!, current[j]!);
    while (i < n && reference[i]! === value) i++;
    while (j < m && current[j]! === value) j++;
    largest = Math.max(largest, Math.abs(i / n - j / m));
  }
  return largest;
}
