/**
 * Quantile of the chi-square distribution: the value that a sum of `degrees`
 * squared standard normal numbers stays below with probability `share`.
 *
 * @param degrees At least 1.
 * @param share Between 0 and 1, both excluded.
 */
export function chiSquareQuantile(degrees: number, share: number): number {
  let [low, high] = [0, degrees + 10];
  while (gammaShare(degrees / 2, high / 2) < share) {
    [low, high] = [high, 2 * high];
  }
  while (high - low > 1e-10 * high) {
    const middle = (low + high) / 2;
    if (gammaShare(degrees / 2, middle / 2) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Regularised lower incomplete gamma function P(a, x), by its series or its
 * continued fraction (Abramowitz and Stegun, 6.5.29 and 6.5.31).
 */
function gammaShare(a: number, x: number): number {
  if (x <= 0) return 0;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? scale * series(a, x) : 1 - scale * fraction(a, x);
}

function series(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let n = 1; term > sum * 1e-16; n++) {
    term *= x / (a + n);
    sum += term;
  }
  return sum;
}

/** Evaluated from the front (Lentz, 1976). */
function fraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Infinity;
  let d = 1 / b;
  let value = d;
  for (let n = 1, change = 0; Math.abs(change - 1) > 1e-15 && n < 10_000; n++) {
    b += 2;
    d = 1 / (n * (a - n) * d + b);
    c = b + n * (a - n) / c;
    change = c * d;
    value *= change;
  }
  return value;
}

/** Logarithm of the gamma function: Stirling's series, from 15 on. */
function logGamma(a: number): number {
  let shift = 0;
  let x = a;
  for (; x < 15; x++) shift += Math.log(x);
  const inverse = 1 / x ** 2;
  return (x - 0.5) * Math.log(x) - x + Math.log(2 * Math.PI) / 2 +
    (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse / 1680))) / x -
    shift;
}
