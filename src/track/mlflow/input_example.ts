import type { FeatureSet } from "../../features/feature_set.ts";
import type { Sequences } from "../../features/sequences.ts";
import { modelSignature } from "./model_signature.ts";

/** Events of the session that are shown. */
const MAX_EVENTS = 3;

/** A table in the form that MLflow calls a data frame split. */
export interface SplitFrame {
  /** Names of the columns. */
  readonly columns: readonly string[];
  /** A list of values for each row. */
  readonly data: readonly (readonly (string | number | boolean | null)[])[];
}

/**
 * The first events of a split's first session, in the plain values that the
 * signature names: what a caller of the model sends. Products that training
 * did not see have no value any more and are left out.
 */
export function inputExample(
  features: FeatureSet,
  sequences: Sequences,
): SplitFrame {
  const columns = modelSignature(features).inputs;
  const events = Array.from(
    { length: sequences.offsets[1] ?? 0 },
    (_, event) => event,
  ).filter((event) =>
    plainValue("item", { features, sequences, event }) !== null
  )
    .slice(0, MAX_EVENTS);
  return {
    columns: columns.map(({ name }) => name),
    data: events.map((event) =>
      columns.map(({ name, type }) => {
        const value = plainValue(name, { features, sequences, event });
        return type === "long" && value !== null ? Number(value) : value;
      })
    ),
  };
}

interface Place {
  readonly features: FeatureSet;
  readonly sequences: Sequences;
  readonly event: number;
}

function plainValue(name: string, { features, sequences, event }: Place) {
  switch (name) {
    case "item":
      return features.item.value(sequences.items[event]!) ?? null;
    case "time":
      return sequences.times[event]!;
    case "user":
      return features.user?.value(sequences.users[0]!) ?? null;
    case "cart":
      return sequences.carts[event] === 1;
  }
  const vocabulary = features.categories[name];
  if (vocabulary !== undefined) {
    return vocabulary.value(sequences.categories[name]![event]!) ?? null;
  }
  const { center, scale } = features.numbers[name]!;
  const scaled = sequences.numbers[name]![event]!;
  // A float carries about seven digits: what follows is noise.
  return Number((scaled * scale + center).toPrecision(6));
}
