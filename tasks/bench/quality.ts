/**
 * Trains the presets of public data sets with several seeds and sets them beside
 * baselines and published figures: `deno task bench quality`.
 */
import { startBackend } from "../../src/tensor/runtime.ts";
import type { Stage } from "../stage.ts";
import { wholeFlag } from "../whole_flag.ts";
import { chosenData } from "./chosen_data.ts";
import type { QualityData } from "./quality_data.ts";
import { writeQualityReport } from "./quality_report.ts";
import { measureQuality, type QualityResult } from "./quality_runs.ts";
import { comparisonTable, differenceLines } from "./quality_table.ts";
import { plainTable } from "./text_table.ts";

export const bench: Stage = {
  summary: "Train on public data, beside baselines and published figures",
  needsBackend: true,

  async main(input) {
    const chosen = chosenData(input.flags);
    const seeds = wholeFlag(input.flags, "seeds", 3);
    await startBackend(input.backend!.backend, input.params.train);
    const results: Record<string, Record<string, unknown>> = {};
    for (const { name, data, runs, flags } of chosen) {
      input.print(`\n${name}`);
      const result = await measureQuality(input, { data, seeds, flags });
      if (result === undefined) return { ...results, interrupted: true };
      const report = await writeQualityReport(result, input, {
        name,
        data,
        folder: runs,
      });
      input.print(`\n${resultText(result, data)}\n\nWrote ${report}`);
      results[name] = resultJson(result);
    }
    const [first] = Object.values(results);
    return chosen.length === 1 ? first! : results;
  },
};

function resultText(result: QualityResult, data: QualityData): string {
  const shown = comparisonTable(result, data);
  return [plainTable(shown), "", ...differenceLines(result)].join("\n");
}

function resultJson(result: QualityResult): Record<string, unknown> {
  const { quality, baselines, differences, runs } = result;
  return {
    metrics: quality.mean,
    spread: quality.spread,
    baselines: Object.fromEntries(
      Object.entries(baselines).map(([name, { mean }]) => [name, mean]),
    ),
    differences,
    runs,
    eventsPerSecond: runs[0]!.eventsPerSecond,
  };
}
