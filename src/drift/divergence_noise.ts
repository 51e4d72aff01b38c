import { chiSquareQuantile } from "./chi_square_quantile.ts";

/** Options of {@link stabilityNoise}. */
export interface DivergenceNoiseOptions {
  /** Number of bins B, at least 2. */
  readonly bins: number;
  /** Size of the reference: independent values. */
  readonly reference: number;
  /** Size of the current sample: independent values. */
  readonly current: number;
  /** How often the quantile may be passed without drift. */
  readonly alpha: number;
}

/** What a divergence comes to without any drift. */
export interface DivergenceNoise {
  /** Its mean. */
  readonly expected: number;
  /** What it passes with probability alpha. */
  readonly quantile: number;
}

/**
 * What the population stability index of two samples of one distribution comes
 * to: (1/n + 1/m) times a chi-square variable of B − 1 degrees of freedom
 * (Yurdakul and Naranjo, "Statistical properties of the population stability
 * index", Journal of Risk Model Validation 14(4), 2020).
 */
export function stabilityNoise(
  { bins, reference, current, alpha }: DivergenceNoiseOptions,
): DivergenceNoise {
  const scale = 1 / reference + 1 / current;
  return {
    expected: scale * (bins - 1),
    quantile: scale * chiSquareQuantile(Math.max(1, bins - 1), 1 - alpha),
  };
}

/**
 * The same of the Jensen–Shannon divergence in bits. For distributions that lie
 * close together it is the stability index divided by 8 ln 2: both are, to the
 * second order, Σ (p − q)² / p with factors 1/8 (in nats) and 1 (Lin, 1991;
 * Grosse et al., "Analysis of symbolic sequences using the Jensen–Shannon
 * divergence", Physical Review E 65, 2002).
 */
export function jensenShannonNoise(
  options: DivergenceNoiseOptions,
): DivergenceNoise {
  const { expected, quantile } = stabilityNoise(options);
  const factor = 8 * Math.LN2;
  return { expected: expected / factor, quantile: quantile / factor };
}
