/** The median; the mean of the middle two of an even number of values. */
export function median(values: readonly number[]): number {
  const rising = values.toSorted((a, b) => a - b);
  const middle = rising.length / 2;
  const above = rising[Math.floor(middle)]!;
  return Number.isInteger(middle) ? (rising[middle - 1]! + above) / 2 : above;
}
