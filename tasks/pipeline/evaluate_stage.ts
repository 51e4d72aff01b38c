import { decodeModel } from "../../src/model/saved_model.ts";
import type { StageContext, StageResult } from "../../src/pipeline/stage.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import type { Installed } from "../../src/setup/installed.ts";
import { startBackend } from "../../src/tensor/runtime.ts";
import {
  evaluateBesideBaselines,
  type Report,
} from "../train/evaluate_beside_baselines.ts";
import { learnedPeriod } from "../train/learned_period.ts";
import { metricsFile } from "../train/report_json.ts";
import { reportText } from "../train/report_text.ts";
import { useColor } from "../use_color.ts";
import { DATASET, METRICS, MODEL } from "./output_names.ts";
import { stageParams } from "./stage_params.ts";

/** Evaluates the model on the test split, beside the baselines. */
export async function evaluateStage(
  context: StageContext,
  { backend }: { readonly backend: Installed },
): Promise<StageResult> {
  const { evaluate, train: { seed } } = stageParams(context.params);
  await startBackend(backend.backend);
  const path = context.input(MODEL);
  const model = decodeModel(await Deno.readFile(path), path);
  const dataset = await readDataset(context.input(DATASET));
  const report = await evaluateBesideBaselines(model, dataset, {
    params: evaluate,
    seed,
  });
  model.dispose();
  const { metric } = evaluate;
  context.print(`\n${reportText(report, { color: useColor(), metric })}\n`);
  await Deno.writeTextFile(
    context.output(METRICS),
    metricsFile(report, learnedPeriod(dataset)),
  );
  return { metrics: compared(report, metric) };
}

/** What is compared from one lock file to another: of baselines one metric. */
function compared(
  { model, baselines }: Report,
  metric: string,
): Record<string, number> {
  const others = baselines.flatMap(({ name, metrics }) => {
    const value = metrics[metric];
    return value === undefined ? [] : [[`${name}.${metric}`, value]];
  });
  return { ...model.metrics, ...Object.fromEntries(others) };
}
