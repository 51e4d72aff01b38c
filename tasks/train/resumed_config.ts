import { InputError } from "../../src/errors.ts";
import { findRun } from "../../src/track/find_run.ts";
import { overrideParams } from "../override_params.ts";
import type { StageInput } from "../stage.ts";
import { readRunConfig, type RunConfig } from "./run_files.ts";

/**
 * The configuration of the run that `--resume` names; undefined where none is
 * resumed.
 *
 * @throws {InputError} where there is no such run, it has no configuration, or
 * the flags ask for what it did not begin with.
 */
export async function resumedConfig(
  input: Pick<StageInput, "flags" | "overrideParams">,
): Promise<RunConfig | undefined> {
  const { resume, runs = "runs", start } = input.flags;
  if (typeof resume !== "string") return undefined;
  const { record, folder } = await findRun(String(runs), resume);
  const config = await readRunConfig(folder);
  await overrideParams(input, config.params, { of: `run ${record.id}` });
  if (start === undefined || start === config.start) return config;
  throw new InputError(
    `--start ${start}: run ${record.id} began with ${
      config.start ?? "drawn weights"
    } and goes on from there`,
  );
}
