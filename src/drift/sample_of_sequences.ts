import type { FeatureSet } from "../features/feature_set.ts";
import { FIRST_INDEX, type Sequences } from "../features/sequences.ts";
import type { Vocabulary } from "../features/vocabulary.ts";
import type { CodedTexts, DriftSample } from "./drift_sample.ts";

/** Options of {@link sampleOfSequences}. */
export interface SampleOfSequencesOptions {
  /** What the sample is called. */
  readonly name: string;
  /** What the sessions were encoded with. */
  readonly features: FeatureSet;
}

/**
 * Encoded sessions turned back into what they were: vocabularies and scalers of
 * two datasets differ. What its vocabulary does not hold stays unknown, a number
 * that was missing is its scaler's center, and columns made from the time are
 * left out.
 */
export function sampleOfSequences(
  sequences: Sequences,
  { name, features }: SampleOfSequencesOptions,
): DriftSample {
  const texts = (indices: Int32Array, { values }: Vocabulary): CodedTexts => ({
    codes: indices.map((index) => Math.max(-1, index - FIRST_INDEX)),
    values,
  });
  const calendar: readonly string[] = features.calendar;
  const categories = Object.entries(features.categories)
    .filter(([column]) => !calendar.includes(column));
  return {
    name,
    offsets: sequences.offsets,
    times: sequences.times,
    carts: sequences.carts,
    items: texts(sequences.items, features.item),
    ...(features.user && { users: texts(sequences.users, features.user) }),
    categories: Object.fromEntries(
      categories.map(([column, vocabulary]) => [
        column,
        texts(sequences.categories[column]!, vocabulary),
      ]),
    ),
    numbers: Object.fromEntries(
      Object.entries(features.numbers).map(([column, { center, scale }]) => [
        column,
        Float64Array.from(
          sequences.numbers[column]!,
          (value) => Math.fround(value * scale + center),
        ),
      ]),
    ),
  };
}
