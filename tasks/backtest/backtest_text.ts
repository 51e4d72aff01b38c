import type { PolicyResult } from "../../src/promote/backtest_summary.ts";
import { formatNumber } from "../../src/terminal/format_number.ts";
import { table } from "../../src/terminal/table.ts";
import type { PolicyCost } from "./run_backtest.ts";

export interface BacktestTextOptions {
  readonly costs: ReadonlyMap<string, PolicyCost>;
  readonly metric: string;
  readonly color: boolean;
}

/** A back-test as people read it: a line for each policy, then what it means. */
export function backtestText(
  results: readonly PolicyResult[],
  { costs, metric, color }: BacktestTextOptions,
): string {
  const rows = results.map(({ policy, value, lead }) => {
    const { trainings, seconds } = costs.get(policy)!;
    return [
      policy,
      trainings,
      seconds,
      value,
      lead === undefined ? null : leadText(lead),
    ];
  });
  const whole = (value: number) => formatNumber(value, { decimals: 0 });
  const shown = table(
    [
      "trained",
      { header: "times", format: whole },
      { header: "seconds", align: "right", format: whole },
      { header: metric, best: "highest" },
      { header: "lead over fixed (95 %)", align: "right" },
    ],
    rows,
    { color },
  );
  return `${shown}\n\n${verdict(results)}`;
}

/** Whether it pays to retrain, and how often. */
function verdict(results: readonly PolicyResult[]): string {
  const better = results.filter(({ lead }) =>
    lead !== undefined && lead.low > 0
  );
  if (better.length === 0) {
    return "Retraining does not pay on these days: no lead is above 0 for sure.";
  }
  const best = better.reduce((a, b) => b.value > a.value ? b : a);
  const share = best.lead!.difference / results[0]!.value;
  return `Retraining pays: trained ${best.policy}, the model is ${
    (100 * share).toFixed(0)
  } % better than one that stays.`;
}

function leadText(
  { difference, low, high }: NonNullable<PolicyResult["lead"]>,
): string {
  const signed = (value: number) =>
    (value < 0 ? "−" : "+") + Math.abs(value).toFixed(4);
  return `${signed(difference)} [${signed(low)}, ${signed(high)}]`;
}
