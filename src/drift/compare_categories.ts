import type { DriftParams } from "../config.ts";
import { compareBins } from "./compare_bins.ts";
import type { Comparison, ComparisonOptions } from "./comparison.ts";
import type { CodedTexts } from "./drift_sample.ts";
import { OTHER, sharedBins } from "./shared_bins.ts";

/** A column of texts and the sessions that its values belong to. */
export interface CategorySample {
  /** The values' texts and a code for each event. */
  readonly texts: CodedTexts;
  /** Start of each session among the values, and the end of the last: `[S + 1]`. */
  readonly offsets: Int32Array;
}

/** Options of {@link compareCategories}. */
export interface CompareCategoriesOptions extends ComparisonOptions {
  /** Parameters that it goes by. */
  readonly params: Pick<DriftParams, "categories" | "minStability">;
}

/** Compares two columns of texts by how often each value comes. */
export function compareCategories(
  reference: CategorySample,
  current: CategorySample,
  { name, alpha, params }: CompareCategoriesOptions,
): Comparison {
  const shared = sharedBins(reference.texts, current.texts, params.categories);
  const { counts, measures } = compareBins(
    { codes: shared.reference, offsets: reference.offsets },
    { codes: shared.current, offsets: current.offsets },
    { bins: shared.labels.length, alpha, minStability: params.minStability },
  );
  const shares = counts.map((it) => {
    const total = it.reduce((a, b) => a + b, 0);
    return it.map((count) => count / total);
  });
  const bins = shared.labels.map((label, bin) => ({
    label,
    reference: shares[0]![bin]!,
    current: shares[1]![bin]!,
  }));
  const rest = bins.at(-1)!;
  return {
    name,
    kind: "category",
    drifted: measures.some((it) => it.drifted),
    measures,
    summary: {
      values: [distinct(reference.texts), distinct(current.texts)],
      [`share of ${OTHER}`]: [rest.reference, rest.current],
    },
    bins: bins.filter((it) => it.reference + it.current > 0),
  };
}

function distinct({ codes, values }: CodedTexts): number {
  const seen = new Uint8Array(values.length);
  for (let at = 0; at < codes.length; at++) {
    if (codes[at]! >= 0) seen[codes[at]!] = 1;
  }
  return seen.reduce((a, b) => a + b, 0);
}
