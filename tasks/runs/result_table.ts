import { formatNumber } from "../../src/terminal/format_number.ts";
import { type Column, table } from "../../src/terminal/table.ts";

/** Metrics of which more is better; of others, none is set in bold. */
const MORE_IS_BETTER = /^(.*\.)?(recall|hit_rate|mrr|ndcg|coverage)@\d+$/;

/** One column of a {@link resultTable}. */
export interface Results {
  readonly name: string;
  readonly metrics: Readonly<Record<string, number | undefined>>;
}

/**
 * A row per metric, a column per model or run; the best of each row is bold, where it is not all of them.
 */
export function resultTable(
  results: readonly Results[],
  { color }: { color: boolean },
): string {
  const names = byMetric([
    ...new Set(results.flatMap(({ metrics }) => Object.keys(metrics))),
  ]);
  const rows = names.map((name) => results.map((one) => one.metrics[name]));
  const columns = results.map(({ name }): Column => ({
    header: name,
    align: "right",
    format: formatMetric,
  }));
  return table(
    ["result", ...columns],
    rows.map((row, at) => [names[at], ...row]),
    {
      color,
      isBold: (row, column) =>
        MORE_IS_BETTER.test(names[row]!) && isBest(rows[row]!, column - 1),
    },
  );
}

/** Rates and counts are large and need no decimals, shares need four. */
export function formatMetric(value: number): string {
  return formatNumber(value, { decimals: Math.abs(value) >= 100 ? 0 : 4 });
}

/** Puts all cut-offs of a metric together: `mrr@5`, `mrr@20`, `recall@5` … */
function byMetric(names: readonly string[]): string[] {
  const groups = Map.groupBy(names, (name) => name.replace(/@\d+$/, ""));
  return [...groups.values()].flat();
}

function isBest(row: readonly (number | undefined)[], at: number): boolean {
  const values = row.filter((value) => value !== undefined);
  const best = Math.max(...values);
  return row[at] === best && values.some((value) => value !== best);
}
