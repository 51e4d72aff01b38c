/** 97.5 % of a normal distribution lie below it. */
const Z = 1.959963984540054;

/**
 * The 95 % interval of a share of independent trials (Wilson, "Probable
 * inference, the law of succession, and statistical inference", JASA 22, 1927):
 * it stays between 0 and 1, and holds for few trials too.
 *
 * @param hits How many of them succeeded.
 * @param trials 1 at least.
 */
export function wilsonInterval(
  hits: number,
  trials: number,
): readonly [number, number] {
  const share = hits / trials;
  const spread = Z ** 2 / trials;
  const center = (share + spread / 2) / (1 + spread);
  const margin = Z / (1 + spread) *
    Math.sqrt(share * (1 - share) / trials + spread / (4 * trials));
  return [Math.max(0, center - margin), Math.min(1, center + margin)];
}
