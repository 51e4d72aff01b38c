import type { Sequences } from "../../src/features/sequences.ts";
import type { Dataset } from "../../src/prepare/dataset.ts";
import type { SplitPeriod } from "../../src/prepare/split_period.ts";

/**
 * What a model has learned from, or was chosen by: the period of the splits that
 * training and validation read.
 *
 * @param train Of the training split. @default {that in memory}
 */
export function learnedPeriod(
  dataset: Pick<Dataset, "train" | "validation">,
  train: SplitPeriod = periodOf(dataset.train),
): SplitPeriod {
  const validation = periodOf(dataset.validation);
  return {
    fromMs: Math.min(train.fromMs, validation.fromMs),
    toMs: Math.max(train.toMs, validation.toMs),
    events: train.events + validation.events,
  };
}

function periodOf({ times }: Sequences): SplitPeriod {
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (const time of times) {
    if (time < fromMs) fromMs = time;
    if (time > toMs) toMs = time;
  }
  return { fromMs, toMs, events: times.length };
}
