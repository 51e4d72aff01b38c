import { flattenParams, type JsonObject } from "../../src/config.ts";
import type { StageContext, StageResult } from "../../src/pipeline/stage.ts";
import { parsePrepareReport } from "../../src/prepare/prepare_report.ts";
import { parseMetricsFile } from "../../src/report/run_data.ts";
import { runPage } from "../../src/report/run_page.ts";
import { readRun } from "../../src/track/read_run.ts";
import { DATASET, METRICS, REPORT, RUN } from "./output_names.ts";

/** Writes one HTML page about the run. */
export async function reportStage(
  { params, input, output }: StageContext,
): Promise<StageResult> {
  const { record, ...run } = await readRun(input(RUN));
  const metricsPath = input(METRICS);
  const metrics = await Deno.readTextFile(metricsPath);
  const dataPath = `${input(DATASET)}/report.json`;
  const data = await Deno.readTextFile(dataPath);
  const page = runPage({
    run: {
      ...run,
      record: { ...record, params: flattenParams(params as JsonObject) },
    },
    metrics: parseMetricsFile(metrics, metricsPath),
    data: parsePrepareReport(data, dataPath),
  });
  await Deno.writeTextFile(output(REPORT), page);
  return {};
}
