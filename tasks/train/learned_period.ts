import type { Dataset } from "../../src/prepare/dataset.ts";

/** What a model has learned from, or was chosen by. */
export interface LearnedPeriod {
  /** Times of the first and the last event, ms since the epoch. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly events: number;
}

/** The period of the splits that training and validation read. */
export function learnedPeriod(
  { train, validation }: Pick<Dataset, "train" | "validation">,
): LearnedPeriod {
  let [fromMs, toMs] = [Infinity, -Infinity];
  for (const { times } of [train, validation]) {
    for (const time of times) {
      if (time < fromMs) fromMs = time;
      if (time > toMs) toMs = time;
    }
  }
  const events = train.items.length + validation.items.length;
  return { fromMs, toMs, events };
}
