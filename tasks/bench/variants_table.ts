import type { VariantResult } from "./measure_variants.ts";
import { signed } from "./signed.ts";
import type { TextTable } from "./text_table.ts";

/** What variants reach on validation, and how far that is from the preset. */
export function variantsTable(
  variants: readonly VariantResult[],
  metrics: readonly string[],
): TextTable {
  return {
    headers: [
      "on validation",
      ...metrics.flatMap((metric) => [metric, "difference (95 %)"]),
      "best epoch",
      "run",
    ],
    rows: variants.map((it) => [
      it.name,
      ...metrics.flatMap((metric) => [
        it.metrics[metric]!.toFixed(4),
        differenceText(it, metric),
      ]),
      String(it.epoch),
      it.id,
    ]),
  };
}

function differenceText({ differences }: VariantResult, metric: string) {
  const it = differences[metric];
  if (it === undefined) return "–";
  return `${signed(it.difference)} [${signed(it.low)}, ${signed(it.high)}]`;
}
