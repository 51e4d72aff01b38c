/**
 * Gain of one prediction with one right item, by the rank of that item (1 =
 * best) and the cut-off k; all are 0 where rank > k. The mean over all targets
 * is the metric. Ties have been counted against the recommender in the rank.
 */
export const GAINS = {
  /** 1: the share of the right items (here one) that are among the first k. */
  recall: () => 1,
  /** 1: whether any right item is among the first k. With one, it is recall. */
  hit_rate: () => 1,
  /** 1 / rank: reciprocal rank (Voorhees, TREC-8 question answering, 1999). */
  mrr: (rank: number) => 1 / rank,
  /**
   * 1 / log2(rank + 1): discounted gain (Järvelin and Kekäläinen, TOIS 2002);
   * the ideal gain, by which it is divided, is 1 with one right item.
   */
  ndcg: (rank: number) => 1 / Math.log2(rank + 1),
} as const;

/**
 * Means of all gains at all cut-offs: `recall@20`, `hit_rate@20`, `mrr@20`,
 * `ndcg@20`, … NaN where there is no rank.
 *
 * @param ranks Rank of each target: `[N]`.
 */
export function rankingMetrics(
  ranks: Int32Array,
  cutoffs: readonly number[],
): Record<string, number> {
  const metrics: Record<string, number> = {};
  for (const cutoff of cutoffs) {
    for (const [name, gain] of Object.entries(GAINS)) {
      let sum = 0;
      for (const rank of ranks) if (rank <= cutoff) sum += gain(rank);
      metrics[`${name}@${cutoff}`] = sum / ranks.length;
    }
  }
  return metrics;
}
