/**
 * The numbers of a column that are there: a copy without its NaNs, in their
 * order. A loop, for `filter` takes ten times as long.
 */
export function withoutMissing(values: Float64Array): Float64Array {
  const present = new Float64Array(values.length);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (!Number.isNaN(value)) present[count++] = value;
  }
  return present.subarray(0, count);
}
