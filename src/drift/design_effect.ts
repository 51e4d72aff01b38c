/** Options of {@link designEffect}. */
export interface DesignEffectOptions {
  /** Start of each session among the values, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
  /** Number of bins B. */
  readonly bins: number;
}

/**
 * How many times the variance of the bins' shares is what it would be were all
 * values independent: those of one session are alike, so a sample of E events
 * says no more than E divided by this. The mean over the bins, as the
 * first-order correction of a chi-square test by Rao and Scott takes it ("The
 * analysis of categorical data from complex sample surveys", JASA 76, 1981,
 * section 3), each variance that of a ratio of sums over sessions. At least 1.
 *
 * @param codes Bin of each value; below 0: left out: `[E]`.
 */
export function designEffect(
  codes: Int32Array,
  { offsets, bins }: DesignEffectOptions,
): number {
  const sums = sumBySession(codes, { offsets, bins });
  const { counts, squares, lengths, events, squaredLengths, sessions } = sums;
  if (sessions < 2 || events === 0) return 1;
  let effect = 0;
  let filled = 0;
  for (let bin = 0; bin < bins; bin++) {
    if (counts[bin] === 0) continue;
    filled++;
    const share = counts[bin]! / events;
    const residuals = squares[bin]! - 2 * share * lengths[bin]! +
      share ** 2 * squaredLengths;
    effect += residuals / (events * share);
  }
  if (filled < 2) return 1;
  return Math.max(1, effect / (filled - 1) * sessions / (sessions - 1));
}

function sumBySession(
  codes: Int32Array,
  { offsets, bins }: DesignEffectOptions,
) {
  const counts = new Float64Array(bins);
  /** Sums over sessions of count², and of count × length. */
  const squares = new Float64Array(bins);
  const lengths = new Float64Array(bins);
  const here = new Int32Array(bins);
  let [events, squaredLengths, sessions] = [0, 0, 0];
  for (let session = 0; session + 1 < offsets.length; session++) {
    const [start, end] = [offsets[session]!, offsets[session + 1]!];
    let length = 0;
    for (let at = start; at < end; at++) {
      if (codes[at]! < 0) continue;
      here[codes[at]!]!++;
      length++;
    }
    if (length === 0) continue;
    for (let at = start; at < end; at++) {
      const bin = codes[at]!;
      if (bin < 0 || here[bin] === 0) continue;
      counts[bin]! += here[bin]!;
      squares[bin]! += here[bin]! ** 2;
      lengths[bin]! += here[bin]! * length;
      here[bin] = 0;
    }
    sessions++;
    events += length;
    squaredLengths += length ** 2;
  }
  return { counts, squares, lengths, events, squaredLengths, sessions };
}
