import pl from "nodejs-polars";
import type { FeatureSet } from "../features/feature_set.ts";
import type { Scaler } from "../features/scaler.ts";
import { OOV, PADDING, type Sequences } from "../features/sequences.ts";
import type { Vocabulary } from "../features/vocabulary.ts";
import type { CodedEvents } from "./code_events.ts";
import type { FittedFeatures } from "./fit_features.ts";
import { flagColumn, float64Column, int32Column } from "./columns.ts";
import { sessionOffsets } from "./session_offsets.ts";

/**
 * Encodes a split with what was fitted on the training split: what training did
 * not see becomes OOV.
 *
 * @param indices The index of each code of the split's columns.
 */
export function encode(
  split: pl.DataFrame,
  features: FeatureSet,
  indices: FittedFeatures["indices"],
): Sequences {
  const offsets = sessionOffsets(split);
  const index = (name: string) =>
    encodeCodes(int32Column(split, name), indices[name]!);
  return {
    offsets,
    items: index("item"),
    targets: flagColumn(split, "target"),
    carts: flagColumn(split, "cart"),
    times: float64Column(split, "time"),
    users: firstOfSession(
      offsets,
      indices.user === undefined ? undefined : index("user"),
    ),
    categories: Object.fromEntries(
      features.categoryNames.map((name) => [name, index(name)]),
    ),
    numbers: scaleNumbers(split, features.numbers),
  };
}

/** The index of each code, where the codes are not those that were fitted on. */
export function lookUpIndices(
  features: FeatureSet,
  values: CodedEvents["values"],
): FittedFeatures["indices"] {
  const { item, user, categories } = features;
  const vocabularies = { item, ...(user && { user }), ...categories };
  return Object.fromEntries(
    Object.entries(vocabularies).filter(([name]) => name in values)
      .map(([name, vocabulary]) => [
        name,
        indexByCode(vocabulary, values[name]!),
      ]),
  );
}

function indexByCode(vocabulary: Vocabulary, values: pl.Series): Int32Array {
  return Int32Array.from(
    values.cast(pl.Utf8).toArray() as string[],
    (value) => vocabulary.index(value),
  );
}

/** A code below 0 (anonymous) becomes {@link PADDING}. */
function encodeCodes(codes: Int32Array, indices: Int32Array): Int32Array {
  const encoded = new Int32Array(codes.length);
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    encoded[row] = code < 0 ? PADDING : indices[code] ?? OOV;
  }
  return encoded;
}

function firstOfSession(
  offsets: Int32Array,
  users: Int32Array | undefined,
): Int32Array {
  return offsets.slice(0, -1).map((start) => users?.[start] ?? PADDING);
}

/** Polars' form of Scaler.apply(), which serving uses: the same bits. */
function scaleNumbers(
  split: pl.DataFrame,
  scalers: Readonly<Record<string, Scaler>>,
): Record<string, Float32Array> {
  const names = Object.keys(scalers);
  if (names.length === 0) return {};
  const scaled = split.select(
    ...names.map((name) =>
      pl.col(name)
        .sub(pl.lit(scalers[name]!.center))
        .mul(pl.lit(scalers[name]!.factor))
        .fillNan(pl.lit(0))
        .cast(pl.Float32)
    ),
  );
  return Object.fromEntries(
    names.map((
      name,
    ) => [name, scaled.getColumn(name).toTypedArray() as Float32Array]),
  );
}
