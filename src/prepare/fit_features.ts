import type pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";
import { FeatureSet } from "../features/feature_set.ts";
import type { CodedEvents } from "./code_events.ts";
import { float64Column, int32Column } from "./columns.ts";
import { fitScaler } from "./fit_scaler.ts";
import { fitVocabulary } from "./fit_vocabulary.ts";

/** Scaler of a number column that no parameter names. */
const DEFAULT_SCALER = "standard";

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
): FeatureSet {
  checkNames(events, params);
  const fit = (name: string) =>
    fitVocabulary(int32Column(train, name), {
      values: events.values[name]!,
      minFrequency: params.minFrequency[name] ?? 1,
    });
  const item = fit("item");
  const fitNumber = (name: string) =>
    fitScaler(
      float64Column(train, name),
      params.scalers[name] ?? DEFAULT_SCALER,
    );
  return new FeatureSet({
    task: params.task,
    item: item.vocabulary,
    support: item.support,
    user: "user" in events.values ? fit("user").vocabulary : undefined,
    categories: Object.fromEntries(
      events.categories.map((name) => [name, fit(name).vocabulary]),
    ),
    calendar: params.calendar,
    numbers: Object.fromEntries(
      events.numbers.map((name) => [name, fitNumber(name)]),
    ),
  });
}

function checkNames(events: CodedEvents, params: PrepareParams): void {
  const known = Object.keys(events.values);
  for (const name of Object.keys(params.minFrequency)) {
    if (known.includes(name)) continue;
    throw new InputError(
      `Parameter prepare.minFrequency: "${name}" is no such column of the events, ` +
        `one of ${known.join(", ")} is wanted`,
    );
  }
}
