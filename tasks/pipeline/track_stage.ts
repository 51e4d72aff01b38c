import { flattenParams, type JsonObject } from "../../src/config.ts";
import { readEnvironment } from "../../src/environment.ts";
import type { StageContext, StageResult } from "../../src/pipeline/stage.ts";
import { readDataset } from "../../src/prepare/dataset.ts";
import { parseMetricsFile } from "../../src/report/run_data.ts";
import { LocalRun } from "../../src/track/local_run.ts";
import { MlflowError } from "../../src/track/mlflow/mlflow_error.ts";
import { pushRun } from "../../src/track/mlflow/push_run.ts";
import { runUrl } from "../../src/track/mlflow/run_url.ts";
import {
  METRICS_FILE as EPOCHS_FILE,
  readRun,
} from "../../src/track/read_run.ts";
import { writeWhole } from "../../src/write_whole.ts";
import { openMlflow } from "../open_mlflow.ts";
import { logModel } from "../train/log_model.ts";
import {
  CONFIG_FILE,
  FEATURES_FILE,
  METRICS_FILE,
  MODEL_FILE,
} from "../train/run_files.ts";
import {
  ARCHIVE,
  DATASET,
  METRICS,
  MODEL,
  RUN,
  TRACKED,
} from "./output_names.ts";
import { stageParams } from "./stage_params.ts";

export interface TrackStageOptions {
  readonly preset: string;
  /** Where runs are kept. */
  readonly runs: string;
}

/** Keeps the run, with all that came of it, among the others, and tells MLflow. */
export async function trackStage(
  context: StageContext,
  options: TrackStageOptions,
): Promise<StageResult> {
  const { input, output, print } = context;
  const { record } = await readRun(input(RUN));
  const folder = `${options.runs}/${record.id}`;
  await Deno.mkdir(`${folder}/artifacts`, { recursive: true });
  // Not a copy: what comes out of the cache is for reading only, a run is not.
  await writeWhole(
    `${folder}/${EPOCHS_FILE}`,
    await Deno.readFile(`${input(RUN)}/${EPOCHS_FILE}`),
  );
  const params = flattenParams(context.params as JsonObject);
  const run = await LocalRun.open(folder, {
    record: { ...record, params },
    now: () => record.endedAtMs ?? record.startedAtMs,
  });
  await logArtifacts(run, context, options);
  await run.end("finished", await summary(input(METRICS)));
  await Deno.writeTextFile(
    output(TRACKED),
    `${JSON.stringify({ run: record.id })}\n`,
  );
  print(folder);
  await tellMlflow(folder, context);
  return {};
}

async function logArtifacts(
  run: LocalRun,
  { params, input }: StageContext,
  { preset }: TrackStageOptions,
): Promise<void> {
  const data = input(DATASET);
  const dataset = await readDataset(data);
  const config = {
    preset,
    data,
    digest: dataset.digest,
    params: stageParams(params),
  };
  await run.logArtifact(CONFIG_FILE, JSON.stringify(config, null, 2) + "\n");
  const files = {
    [FEATURES_FILE]: `${data}/features.json`,
    [MODEL_FILE]: input(MODEL),
    [METRICS_FILE]: input(METRICS),
    [ARCHIVE]: input(ARCHIVE),
  };
  for (const [name, path] of Object.entries(files)) {
    await run.logArtifact(name, await Deno.readFile(path));
  }
  await logModel(run, { dataset, config, archive: ARCHIVE });
}

/** As a run that `deno task train` ends keeps it. */
async function summary(path: string): Promise<Record<string, number>> {
  const { model, baselines } = parseMetricsFile(
    await Deno.readTextFile(path),
    path,
  );
  const others = baselines.flatMap(({ name, metrics }) =>
    Object.entries(metrics).map(([metric, it]) => [`${name}.${metric}`, it])
  );
  return { ...model.metrics, ...Object.fromEntries(others) };
}

/** A server that is away holds nothing up. */
async function tellMlflow(
  folder: string,
  { print, signal }: StageContext,
): Promise<void> {
  if (readEnvironment().mlflow === undefined) return;
  try {
    await pushRun(folder, openMlflow(signal));
    print(await runUrl(folder) ?? folder);
  } catch (error) {
    if (!(error instanceof MlflowError)) throw error;
    print(`${error.message}: \`deno task sync\` sends the run`);
  }
}
