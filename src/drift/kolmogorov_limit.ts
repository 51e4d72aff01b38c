/** Beyond, the probability is that of its first term. */
const TAIL = 3;
const TERMS = 12;

/**
 * How likely the largest distance between the empirical distribution of n values
 * and their true one is at least `distance`, for n from about 50 on: Pelz and
 * Good's expansion ("Approximating the lower tail-areas of the
 * Kolmogorov–Smirnov one-sample statistic", 1976; as in Simard and L'Ecuyer,
 * "Computing the two-sided Kolmogorov–Smirnov distribution", 2011, section 2.3).
 * Far out, where 1 less the expansion would lose its digits, twice Smirnov's
 * one-sided tail.
 */
export function kolmogorovLimit(distance: number, n: number): number {
  const z = Math.sqrt(n) * distance;
  if (z <= 0) return 1;
  if (z > TAIL) {
    return Math.min(1, 2 * Math.exp(-((6 * n * distance + 1) ** 2) / (18 * n)));
  }
  const below = terms(z).reduce((sum, it, at) => sum + it * n ** (-at / 2), 0);
  return Math.min(1, Math.max(0, 1 - below));
}

/** Coefficients of 1, n^-1/2, n^-1 and n^-3/2. */
function terms(z: number): number[] {
  const [z2, z4, z6] = [z ** 2, z ** 4, z ** 6];
  const sums = [0, 0, 0, 0];
  for (let k = 0; k < TERMS; k++) {
    // Both signs of k + 1/2 give the same.
    const odd = (Math.PI * (k + 0.5)) ** 2;
    const even = (Math.PI * (k + 1)) ** 2;
    const [half, whole] = [odd, even].map((it) => Math.exp(-it / (2 * z2))) as [
      number,
      number,
    ];
    sums[0]! += 2 * half / z;
    sums[1]! += 2 * half * (odd - z2) / (6 * z4);
    sums[2]! += 2 * half / (72 * z ** 7) *
        (6 * z6 + 2 * z4 + odd * (2 * z4 - 5 * z2) +
          odd ** 2 * (1 - 2 * z2)) -
      2 * whole * even / (36 * z ** 3);
    sums[3]! += 2 * half / (6480 * z ** 10) *
        (odd ** 3 * (5 - 30 * z2) + odd ** 2 * (212 * z4 - 60 * z2) +
          odd * (135 * z4 - 96 * z6) - 30 * z6 - 90 * z ** 8) +
      2 * whole / (108 * z6) * (3 * even * z2 - even ** 2);
  }
  return sums.map((it) => it * Math.sqrt(Math.PI / 2));
}
