import { InputError } from "../errors.ts";
import { type Sequences, targetCount } from "../features/sequences.ts";
import type { Recommender } from "../recommend/recommender.ts";
import { coverageMetrics } from "./coverage.ts";
import { rankingMetrics } from "./ranking.ts";
import { slices } from "./slices.ts";
import { targetEvents } from "./target_events.ts";

/** Options of {@link evaluate}. */
export interface EvaluateOptions {
  /** Cut-offs of the metrics. */
  readonly cutoffs: readonly number[];
  /** Training events by item index, as `itemSupport()` counts them: `[itemCount + 2]`. */
  readonly support: Int32Array;
}

/** How well a recommender predicts the targets of a test split. */
export interface Evaluation {
  /** The recommender's name. */
  readonly name: string;
  /**
   * `recall@k`, `hit_rate@k`, `mrr@k`, `ndcg@k`, `coverage@k` and
   * `popularity@k` for each cut-off k.
   */
  readonly metrics: Readonly<Record<string, number>>;
  /** The ranking metrics of each slice, with its number of `targets`. */
  readonly slices: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Number of events predicted. */
  readonly targets: number;
  /** Time that predicting took. */
  readonly seconds: number;
  /** Events predicted per second. */
  readonly eventsPerSecond: number;
  /** Rank of each target, for intervals and comparisons: `[N]`. */
  readonly ranks: Int32Array;
  /** Session of each target, which a bootstrap draws as one: `[N]`. */
  readonly sessions: Int32Array;
}

/**
 * Evaluates a recommender: for every target of the test sessions, all items of
 * the catalogue are ranked from the events before it alone. Ties count against
 * the recommender; a target that training has not seen is a miss.
 *
 * @throws {InputError} where there is nothing to predict.
 * @throws {RangeError} where a rank is below 1: a target was passed over, or all
 * scores were NaN, and the metrics would flatter the recommender.
 */
export async function evaluate(
  recommender: Recommender,
  test: Sequences,
  { cutoffs, support }: EvaluateOptions,
): Promise<Evaluation> {
  const targets = targetCount(test);
  if (targets === 0) {
    throw new InputError(
      `Cannot evaluate ${recommender.name}: the split holds no event to be predicted, at least one is wanted`,
    );
  }
  const startedAtMs = performance.now();
  const predictions = await recommender.predict(test, Math.max(...cutoffs));
  const seconds = (performance.now() - startedAtMs) / 1000;
  const { ranks } = predictions;
  checkRanks(ranks, recommender.name);
  return {
    name: recommender.name,
    metrics: {
      ...rankingMetrics(ranks, cutoffs),
      ...coverageMetrics(predictions, { cutoffs, support }),
    },
    slices: sliceMetrics(ranks, {
      cutoffs,
      members: slices(test, { support }),
    }),
    targets,
    seconds,
    eventsPerSecond: targets / seconds,
    ranks,
    sessions: targetEvents(test).sessions,
  };
}

function checkRanks(ranks: Int32Array, name: string): void {
  const wrong = ranks.find((rank) => rank < 1);
  if (wrong === undefined) return;
  throw new RangeError(
    `Cannot evaluate ${name}: ranks from 1 are wanted, current value is ${wrong}`,
  );
}

interface SliceMetricsOptions {
  readonly cutoffs: readonly number[];
  readonly members: ReadonlyMap<string, Int32Array>;
}

function sliceMetrics(
  ranks: Int32Array,
  { cutoffs, members }: SliceMetricsOptions,
): Record<string, Record<string, number>> {
  const metrics: Record<string, Record<string, number>> = {};
  for (const [name, positions] of members) {
    metrics[name] = {
      targets: positions.length,
      ...rankingMetrics(positions.map((n) => ranks[n]!), cutoffs),
    };
  }
  return metrics;
}
