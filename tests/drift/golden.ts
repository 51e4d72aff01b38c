/** Figures of scipy, written by tests/golden/drift_scipy.py. */
const golden = JSON.parse(
  await Deno.readTextFile(
    new URL("../golden/drift_scipy.json", import.meta.url),
  ),
) as {
  samples: (GoldenFigures & Made)[];
  counts: { name: string; p: number[]; q: number[]; distance: number }[];
  /** Degrees of freedom, share, quantile. */
  quantiles: [number, number, number][];
};

interface GoldenFigures {
  readonly name: string;
  readonly wasserstein: number;
  readonly statistic: number;
  readonly exact: number;
  readonly asymptotic: number;
}

interface Made {
  readonly a?: number[];
  readonly b?: number[];
  readonly waveA?: number[];
  readonly waveB?: number[];
}

/** Two samples, rising, and what scipy says of them. */
export const goldenSamples = golden.samples.map(
  ({ a, b, waveA, waveB, ...figures }) => ({
    ...figures,
    reference: Float64Array.from(a ?? wave(waveA!)).sort(),
    current: Float64Array.from(b ?? wave(waveB!)).sort(),
  }),
);

export const goldenCounts = golden.counts;
export const goldenQuantiles = golden.quantiles;

/** (i × step) mod 1, scaled and shifted, as the script makes them. */
function wave([count, step, shift = 0, scale = 1]: number[]): number[] {
  return Array.from(
    { length: count! },
    (_, i) => shift + scale * ((i * step!) % 1),
  );
}

/** Whether two numbers are alike to a share of the second. */
export function isClose(actual: number, wanted: number, share = 1e-9) {
  return Math.abs(actual - wanted) <= share * Math.abs(wanted) + 1e-14;
}
