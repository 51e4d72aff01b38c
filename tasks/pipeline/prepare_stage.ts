import type { StageContext, StageResult } from "../../src/pipeline/stage.ts";
import { prepareDataset } from "../../src/prepare/prepare.ts";
import { SCHEMA_FILE } from "../../src/prepare/schema_file.ts";
import { writeSchema } from "../check/keep_schema.ts";
import { datasetInput } from "../dataset_input.ts";
import type { StageInput } from "../stage.ts";
import { splitSizes } from "../train/prepare_input.ts";
import { DATASET } from "./output_names.ts";
import { stageParams } from "./stage_params.ts";

/** Reads events, cleans, splits and encodes them. */
export async function prepareStage(
  { params, output, print, signal }: StageContext,
  input: Pick<StageInput, "preset" | "flags">,
): Promise<StageResult> {
  const folder = output(DATASET);
  const given = { ...input, params: stageParams(params), print, signal };
  const { sources, params: known } = await datasetInput(given);
  print(`Preparing ${sources.events.name}`);
  const report = await prepareDataset(sources, known, { folder, signal });
  // A table would be read again, and may be another one by then.
  if (known.events.format !== "mysql") {
    const path = `${folder}/${SCHEMA_FILE}`;
    await writeSchema({ ...given, params: known }, { path, folder });
  }
  print(splitSizes(report));
  const sizes = Object.entries(report.splits).flatMap(([split, counts]) =>
    Object.entries(counts).map(([what, count]) => [`${split}.${what}`, count])
  );
  return {
    metrics: {
      ...Object.fromEntries(sizes),
      items: report.vocabularies.item ?? 0,
    },
  };
}
