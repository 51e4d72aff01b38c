/** `deno task backtest`: whether retraining pays. */
import { InputError } from "../src/errors.ts";
import type { EventSource } from "../src/events/event_source.ts";
import { readOnce } from "../src/events/read_once.ts";
import { timelineChart } from "../src/plots/timeline_chart.ts";
import {
  backtestSummary,
  type PolicyResult,
} from "../src/promote/backtest_summary.ts";
import { startBackend } from "../src/tensor/runtime.ts";
import { localStore } from "../src/track/local_store.ts";
import { writeWhole } from "../src/write_whole.ts";
import { backtestText } from "./backtest/backtest_text.ts";
import { POLICIES } from "./backtest/policies.ts";
import { runBacktest } from "./backtest/run_backtest.ts";
import { DATASET_FLAGS } from "./dataset_flags.ts";
import { datasetInput } from "./dataset_input.ts";
import { requireTimes } from "./has_times.ts";
import { DAY_MS } from "./retrain/situation.ts";
import type { Stage } from "./stage.ts";
import { useColor } from "./use_color.ts";

const { input, items } = DATASET_FLAGS;

export const stage: Stage = {
  summary: "Go through past days, train to the evening and predict the next " +
    "day: a model that stays beside one that is retrained weekly, daily, warm",
  needsBackend: true,
  flags: {
    input: input!,
    items: items!,
    days: {
      type: "string",
      value: "N",
      help: "how many of the last days are predicted (14)",
    },
    out: {
      type: "string",
      value: "DIR",
      help: "where runs, plot and figures go (data/<preset>-backtest)",
    },
  },

  async main(input) {
    const { flags, params: { evaluate, train }, print, backend } = input;
    const days = parseDays(String(flags.days ?? "14"));
    requireTimes(input.params.events);
    const { sources, params, folder } = await datasetInput(input);
    const out = String(flags.out ?? `${folder}-backtest`);
    const source = readOnce(sources.events);
    const fromMs = await firstDay(source, days);
    await startBackend(backend!.backend, train);
    print(
      `${"day".padEnd(10)}  ${
        POLICIES.map(({ name }) => name.padStart(11)).join("  ")
      }`,
    );
    const done = await runBacktest({ ...input, params }, {
      source,
      items: sources.items,
      store: localStore(`${out}/runs`),
      data: `${out}/data`,
      fromMs,
      days,
      onDay: (timeMs, metrics) =>
        print(
          `${dayText(timeMs)}  ${
            metrics.map((it) => it.toFixed(4).padStart(11)).join("  ")
          }`,
        ),
      onSkip: (timeMs, why) => print(`${dayText(timeMs)}  left out: ${why}`),
    });
    if (done === undefined) return { interrupted: true };
    const { metric } = evaluate;
    const results = backtestSummary(done.ranks, { metric, seed: train.seed });
    const color = useColor();
    print(`\n${backtestText(results, { costs: done.costs, metric, color })}\n`);
    const figures = {
      metric,
      from: dayText(fromMs),
      days,
      predicted: done.times.map(dayText),
      costs: Object.fromEntries(done.costs),
      results,
    };
    await writeWhole(
      `${out}/backtest.json`,
      JSON.stringify(figures, null, 2) + "\n",
    );
    const chart = leadChart(results, { metric, fromMs, times: done.times });
    await writeWhole(`${out}/backtest.svg`, chart);
    print(`${out}/backtest.svg, backtest.json`);
    return figures;
  },
};

function parseDays(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days > 0) return days;
  throw new InputError(`--days ${text}: a whole number from 1 on is wanted`);
}

/** When the first of the last days begins; there must be a day before it. */
async function firstDay(source: EventSource, days: number): Promise<number> {
  const { frame } = await source.read();
  const times = frame.getColumn("time");
  const [oldest, newest] = [Number(times.min()), Number(times.max())];
  // A last day that has hardly begun is none.
  const last = Math.floor(newest / DAY_MS - 0.5);
  const fromMs = (last - days + 1) * DAY_MS;
  if (fromMs - oldest >= DAY_MS) return fromMs;
  const there = last - Math.floor(oldest / DAY_MS) + 1;
  throw new InputError(
    `${source.name} holds ${there} days: more than ${
      days + 1
    } are wanted to predict ${days} (--days)`,
  );
}

function leadChart(
  results: readonly PolicyResult[],
  { metric, fromMs, times }: {
    metric: string;
    fromMs: number;
    times: readonly number[];
  },
): string {
  const lines = results.filter(({ lead }) => lead !== undefined)
    .map(({ policy, days }) => ({
      label: policy,
      points: days.map(({ lead }, day) => ({
        x: (times[day]! - fromMs) / DAY_MS + 1,
        y: lead!.difference,
        low: lead!.low,
        high: lead!.high,
      })),
    }));
  return timelineChart(lines, {
    title: "Whether retraining pays: the lead over a model that stays",
    subtitle: `Days from ${
      dayText(fromMs)
    } on, each predicted by what was trained before it; bands: 95 %`,
    x: "day",
    y: `lead in ${metric}`,
    zero: true,
  });
}

function dayText(timeMs: number): string {
  return new Date(timeMs).toISOString().slice(0, 10);
}
