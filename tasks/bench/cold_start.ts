/**
 * Hides items from training and measures how well they are recommended by what
 * is known of them, beside popularity within category:
 * `deno task bench cold_start`.
 */
import { startBackend } from "../../src/tensor/runtime.ts";
import { InputError } from "../../src/errors.ts";
import { formatNumber } from "../../src/terminal/format_number.ts";
import { table } from "../../src/terminal/table.ts";
import type { Stage, StageInput } from "../stage.ts";
import { COLD_START_DATA, type ColdStartData } from "./cold_start_data.ts";
import { type ColdStartRun, runColdStart } from "./cold_start_run.ts";
import {
  type ColdStartSummary,
  summarizeColdStart,
} from "./cold_start_summary.ts";
import { evaluationData } from "./evaluation_data.ts";
import { wholeFlag } from "../whole_flag.ts";

export const bench: Stage = {
  summary: "Hide items from training, recommend them by what is known of them",
  needsBackend: true,

  async main(input) {
    const { name, data } = chosenData(input.flags.data);
    const seeds = wholeFlag(input.flags, "seeds", 3);
    const share = hiddenShare(input.flags.share);
    const files = evaluationData(data.files, input.flags);
    await startBackend(input.backend!.backend, input.params.train);
    const runs: ColdStartRun[] = [];
    for (let seed = 1; seed <= seeds; seed++) {
      const run = await runColdStart(input, { data, files, seed, share });
      if (run === undefined) return { interrupted: true };
      runs.push(run);
    }
    const summary = summarizeColdStart(runs, data.metrics);
    input.print(`\n${summaryText(name, summary, data)}`);
    return { data: name, share, ...summary };
  },
};

function chosenData(
  flag: StageInput["flags"][string],
): { name: string; data: ColdStartData } {
  const name = String(flag ?? "beauty");
  const data = COLD_START_DATA[name];
  if (data !== undefined) return { name, data };
  throw new InputError(
    `--data ${name}: one of ${
      Object.keys(COLD_START_DATA).join(", ")
    } is wanted`,
  );
}

function hiddenShare(flag: StageInput["flags"][string]): number {
  const share = Number(flag ?? 0.1);
  if (share > 0 && share <= 0.9) return share;
  throw new InputError(`--share ${flag}: a number up to 0.9 is wanted`);
}

function summaryText(
  name: string,
  { recommenders, differences, hidden, targets }: ColdStartSummary,
  { metrics }: ColdStartData,
): string {
  const rows = Object.entries(recommenders).map(([recommender, ranked]) => [
    recommender,
    ...Object.values(ranked).flatMap(({ mean, spread }) =>
      metrics.map((metric) =>
        `${mean[metric]!.toFixed(4)} ± ${spread[metric]!.toFixed(4)}`
      )
    ),
  ]);
  const headers = ["all", "hidden"].flatMap((among) =>
    metrics.map((metric) => ({
      header: `${metric}, among ${among}`,
      align: "right" as const,
    }))
  );
  const lines = Object.entries(differences).flatMap(([rival, ranked]) =>
    Object.entries(ranked).map(([among, it]) =>
      `gru less ${rival} in ${metrics[1]} among ${among}: ${
        it.difference.toFixed(4)
      }, 95 % interval ${it.low.toFixed(4)} to ${it.high.toFixed(4)}`
    )
  );
  return [
    `${name}: ${formatNumber(hidden)} items hidden, ${
      formatNumber(targets)
    } of them to be predicted, over all seeds`,
    table(["recommender", ...headers], rows),
    lines.join("\n"),
  ].join("\n\n");
}
