import type { EventsParams } from "../../src/config.ts";
import { checkPage } from "../../src/checks/check_page.ts";
import type { StageContext, StageResult } from "../../src/pipeline/stage.ts";
import { checkInput } from "../check/check_input.ts";
import { SCHEMA_FILE } from "../../src/prepare/schema_file.ts";
import type { StageInput } from "../stage.ts";
import { CheckFailed } from "./check_failed.ts";
import { CHECK } from "./output_names.ts";
import { stageParams } from "./stage_params.ts";

export interface CheckStageOptions
  extends Pick<StageInput, "preset" | "flags"> {
  /** How the log is read. */
  readonly events: EventsParams;
}

/**
 * Checks the log against the schema of the dataset that was made last.
 *
 * @throws {CheckFailed} where there are errors.
 */
export async function checkStage(
  { params, output, print, signal }: StageContext,
  { preset, flags, events }: CheckStageOptions,
): Promise<StageResult> {
  const schema = `${flags.data}/${SCHEMA_FILE}`;
  const isThere = await Deno.stat(schema).then(() => true, () => false);
  if (!isThere) {
    print("There is no dataset yet: nothing to check by");
    await Deno.writeTextFile(output(CHECK), "");
    return {};
  }
  const known = { ...stageParams(params), events };
  const input = { preset, params: known, flags, signal, print };
  const report = await checkInput(input);
  if (report.errors > 0) throw new CheckFailed();
  await Deno.writeTextFile(output(CHECK), checkPage(report));
  return { metrics: { rows: report.rows, warnings: report.warnings } };
}
