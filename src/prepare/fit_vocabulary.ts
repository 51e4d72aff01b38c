import pl from "nodejs-polars";
import { FIRST_INDEX, OOV, PADDING } from "../features/sequences.ts";
import { Vocabulary } from "../features/vocabulary.ts";
import { int32Column } from "./columns.ts";

/** Options of {@link fitVocabulary}. */
export interface FitVocabularyOptions {
  /** What the codes stand for. */
  readonly values: pl.Series;
  /** Values seen less often in training become OOV. @default {1} */
  readonly minFrequency?: number;
}

/** A column's vocabulary, and how its codes become indices. */
export interface FittedVocabulary {
  /** The values, by falling support. */
  readonly vocabulary: Vocabulary;
  /** Training events by index, padding (0: unknown or anonymous) and OOV included. */
  readonly support: Int32Array;
  /** The index of each code: what a split is encoded with. */
  readonly indices: Int32Array;
}

/**
 * Numbers the values of a column of training codes from 2, by falling support,
 * then by value (whole numbers by size, texts by their bytes).
 */
export function fitVocabulary(
  codes: Int32Array,
  { values, minFrequency }: FitVocabularyOptions,
): FittedVocabulary {
  const counts = new Int32Array(values.length);
  let missing = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!;
    if (code < 0) missing++;
    else counts[code]!++;
  }
  const kept = sortKept(counts, { values, minFrequency });
  const support = new Int32Array(kept.height + FIRST_INDEX);
  const indices = new Int32Array(values.length).fill(OOV);
  const keptCodes = int32Column(kept, "code");
  keptCodes.forEach((code, position) => {
    support[position + FIRST_INDEX] = counts[code]!;
    indices[code] = position + FIRST_INDEX;
  });
  support[PADDING] = missing;
  support[OOV] = codes.length - support.reduce((sum, count) => sum + count, 0);
  const vocabulary = new Vocabulary({
    type: values.dtype.equals(pl.Int64) ? "integer" : "text",
    values: kept.getColumn("value").cast(pl.Utf8).toArray() as string[],
  });
  return { vocabulary, support, indices };
}

/** The codes that become values of the vocabulary, in its order. */
function sortKept(
  counts: Int32Array,
  { values, minFrequency = 1 }: FitVocabularyOptions,
): pl.DataFrame {
  return pl.DataFrame([
    values.alias("value"),
    pl.Series("count", counts),
    pl.Series("code", counts.map((_, code) => code)),
  ])
    .filter(pl.col("count").gtEq(pl.lit(Math.max(1, minFrequency))))
    .sort({ by: ["count", "value"], descending: [true, false] });
}
