import { encodeArchive } from "../../src/archive/encode_archive.ts";
import type { StageContext, StageResult } from "../../src/pipeline/stage.ts";
import { parsePrepareReport } from "../../src/prepare/prepare_report.ts";
import { readRun } from "../../src/track/read_run.ts";
import { MODEL_NAME } from "../archive/pack_run.ts";
import { ARCHIVE, DATASET, METRICS, MODEL, RUN } from "./output_names.ts";
import { stageParams } from "./stage_params.ts";

/** Packs the model as one file that can be served. */
export async function archiveStage(
  { params, input, output, print }: StageContext,
  { preset }: { readonly preset: string },
): Promise<StageResult> {
  const { record } = await readRun(input(RUN));
  const report = `${input(DATASET)}/report.json`;
  const { digest } = parsePrepareReport(
    await Deno.readTextFile(report),
    report,
  );
  const bytes = encodeArchive({
    weights: await Deno.readFile(input(MODEL)),
    features: await Deno.readTextFile(`${input(DATASET)}/features.json`),
    metrics: await Deno.readTextFile(input(METRICS)),
    params: stageParams(params),
    preset,
    dataDigest: digest,
  }, {
    name: MODEL_NAME,
    version: record.id,
    // The same model gives the same archive.
    createdAtMs: record.endedAtMs ?? record.startedAtMs,
  });
  await Deno.writeFile(output(ARCHIVE), bytes);
  print(`Model ${MODEL_NAME}, version ${record.id}`);
  return {};
}
