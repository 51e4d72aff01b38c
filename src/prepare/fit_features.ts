import type pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import { checkFrequencyNames } from "./check_frequency_names.ts";
import { FeatureSet } from "../features/feature_set.ts";
import type { CodedEvents } from "./code_events.ts";
import { float64Column, int32Column } from "./columns.ts";
import { fitScaler } from "./fit_scaler.ts";
import { fitVocabulary } from "./fit_vocabulary.ts";

/** Scaler of a number column that no parameter names. */
export const DEFAULT_SCALER = "standard";

/** What was fitted on the training split. */
export interface FittedFeatures {
  /** Vocabularies and scalers, fitted on training. */
  readonly features: FeatureSet;
  /** The index of each code of the events' `user`, `item` and categories. */
  readonly indices: Readonly<Record<string, Int32Array>>;
}

/**
 * Fits vocabularies and scalers on the training split, and on nothing else.
 *
 * @param events What the columns are; its frame is not looked at.
 * @throws {InputError} where `minFrequency` names a column that is not there.
 */
export function fitFeatures(
  train: pl.DataFrame,
  events: CodedEvents,
  params: PrepareParams,
): FittedFeatures {
  checkFrequencyNames(Object.keys(events.values), params);
  const fitted = Object.fromEntries(
    Object.entries(events.values).map(([name, values]) => [
      name,
      fitVocabulary(int32Column(train, name), {
        values,
        minFrequency: params.minFrequency[name] ?? 1,
      }),
    ]),
  );
  const numbers = events.numbers.map((name) => {
    const kind = params.scalers[name] ?? DEFAULT_SCALER;
    return [name, fitScaler(float64Column(train, name), kind)];
  });
  const features = new FeatureSet({
    task: params.task,
    item: fitted.item!.vocabulary,
    support: fitted.item!.support,
    user: fitted.user?.vocabulary,
    categories: Object.fromEntries(
      events.categories.map((name) => [name, fitted[name]!.vocabulary]),
    ),
    calendar: params.calendar,
    numbers: Object.fromEntries(numbers),
  });
  return {
    features,
    indices: Object.fromEntries(
      Object.entries(fitted).map(([name, it]) => [name, it.indices]),
    ),
  };
}
