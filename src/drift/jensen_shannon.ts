/**
 * Jensen–Shannon divergence of two distributions in bits, 0 (the same) to 1
 * (nothing in common); its square root is the distance that scipy gives with
 * base 2 (Lin, "Divergence measures based on the Shannon entropy", 1991).
 *
 * @param reference Counts, or shares, by bin; some above 0: `[B]`.
 * @param current The same of the other sample: `[B]`.
 */
export function jensenShannon(
  reference: ArrayLike<number>,
  current: ArrayLike<number>,
): number {
  const [n, m] = [total(reference), total(current)];
  let sum = 0;
  for (let bin = 0; bin < reference.length; bin++) {
    const p = reference[bin]! / n;
    const q = current[bin]! / m;
    const mean = (p + q) / 2;
    if (p > 0) sum += p * Math.log2(p / mean);
    if (q > 0) sum += q * Math.log2(q / mean);
  }
  return Math.max(0, sum / 2);
}

function total(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin++) sum += counts[bin]!;
  return sum;
}
