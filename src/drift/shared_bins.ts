import type { CodedTexts } from "./drift_sample.ts";

/** Bins that both samples are sorted into. */
export interface SharedBins {
  /** The bins' names. */
  readonly labels: readonly string[];
  /** Bin of each value of the reference: `[E]`. */
  readonly reference: Int32Array;
  /** Bin of each value of the current sample: `[E]`. */
  readonly current: Int32Array;
}

/** Values that are rare, unknown, or that the reference does not hold. */
export const OTHER = "(other)";

/** Fewer values of both samples together make no bin of their own. */
const LEAST_COUNT = 10;

/**
 * The most frequent values of the reference as bins, the rest as one: new values
 * among them, for every sample has some, and see {@link newShare} for those.
 *
 * @param limit Most bins of single values.
 */
export function sharedBins(
  reference: CodedTexts,
  current: CodedTexts,
  limit: number,
): SharedBins {
  const positions = new Map(reference.values.map((it, code) => [it, code]));
  const ownCodes = Int32Array.from(
    current.values,
    (value) => positions.get(value) ?? reference.values.length,
  );
  const currentCodes = current.codes.map((code) =>
    code < 0 ? -1 : ownCodes[code]!
  );
  const count = reference.values.length + 1;
  const own = countCodes(reference.codes, count);
  const other = countCodes(currentCodes, count);
  const kept = Array.from(reference.values.keys())
    .filter((code) => own[code]! + other[code]! >= LEAST_COUNT)
    .sort((a, b) => own[b]! - own[a]! || a - b)
    .slice(0, limit);
  const labels = [
    ...kept.map((code) => reference.values[code]!),
    OTHER,
  ];
  const bins = new Int32Array(count).fill(kept.length);
  kept.forEach((code, bin) => bins[code] = bin);
  const toBin = (code: number) => code < 0 ? kept.length : bins[code]!;
  return {
    labels,
    reference: reference.codes.map(toBin),
    current: currentCodes.map(toBin),
  };
}

function countCodes(codes: Int32Array, count: number): Float64Array {
  const counts = new Float64Array(count);
  for (let at = 0; at < codes.length; at++) {
    if (codes[at]! >= 0) counts[codes[at]!]!++;
  }
  return counts;
}
