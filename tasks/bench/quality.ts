/**
 * Trains the presets of public data sets with several seeds and sets them beside
 * baselines and published figures: `deno task bench quality`.
 */
import { InputError } from "../../src/errors.ts";
import { startBackend } from "../../src/tensor/runtime.ts";
import { table } from "../../src/terminal/table.ts";
import type { Stage, StageInput } from "../stage.ts";
import { evaluationData } from "./evaluation_data.ts";
import { QUALITY_DATA, type QualityData } from "./quality_data.ts";
import { writeQualityReport } from "./quality_report.ts";
import { measureQuality, type QualityResult } from "./quality_runs.ts";
import { measureVariants } from "./quality_variants.ts";
import { count } from "./count.ts";
import {
  comparisonTable,
  differenceLines,
  type QualityTable,
  variantsTable,
} from "./quality_table.ts";

export const bench: Stage = {
  summary: "Train on public data, beside baselines and published figures",
  needsBackend: true,

  async main(input) {
    const names = chosenData(input.flags);
    const seeds = count(input.flags.seeds, { name: "seeds", standard: 3 });
    const found = names.map((name) => findData(name, input.flags));
    await startBackend(input.backend!.backend);
    const results: Record<string, Record<string, unknown>> = {};
    for (const { name, data, files } of found) {
      const runs = String(input.flags.runs ?? "runs");
      const prepared = String(input.flags.prepared ?? "data");
      input.print(`\n${name}`);
      const flags = { ...files, runs, data: `${prepared}/${data.preset}` };
      const result = await measureQuality(input, { data, seeds, flags });
      const variants = input.flags.variants === true && result !== undefined
        ? await measureVariants(input, { name, data, flags })
        : [];
      if (result === undefined || variants === undefined) {
        return { ...results, interrupted: true };
      }
      const report = await writeQualityReport(result, input, {
        name,
        data,
        variants,
        folder: runs,
      });
      input.print(`\n${resultText(result, data)}`);
      if (variants.length > 0) {
        input.print(`\n${plainTable(variantsTable(variants, data))}`);
      }
      input.print(`\nWrote ${report}`);
      results[name] = { ...resultJson(result), variants };
    }
    return names.length === 1 ? results[names[0]!]! : results;
  },
};

function chosenData(flags: StageInput["flags"]): string[] {
  const all = Object.keys(QUALITY_DATA);
  const chosen = flags.data ?? flags.only;
  if (typeof chosen !== "string") return all;
  const names = chosen.split(",");
  const unknown = names.find((name) => !all.includes(name));
  if (unknown === undefined) return names;
  throw new InputError(
    `--data ${unknown}: one of ${all.join(", ")} is wanted`,
  );
}

/** The data set's files, which must be there before anything is trained. */
function findData(name: string, flags: StageInput["flags"]) {
  const data = QUALITY_DATA[name]!;
  const { input, test, items } = data;
  const files = {
    input,
    ...(test === undefined ? {} : { test }),
    ...(items === undefined ? {} : { items }),
  };
  return { name, data, files: evaluationData(files, flags) };
}

function resultText(result: QualityResult, data: QualityData): string {
  const shown = comparisonTable(result, data);
  return [plainTable(shown), "", ...differenceLines(result)].join("\n");
}

function plainTable({ headers, rows }: QualityTable): string {
  const columns = headers.map((header, at) => ({
    header,
    align: at > 0 && at < headers.length - 1
      ? "right" as const
      : "left" as const,
  }));
  const plain = rows.map((row) => row.map((it) => it.replaceAll("**", "")));
  return table(columns, plain);
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
