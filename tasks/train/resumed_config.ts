import { findRun } from "../../src/track/find_run.ts";
import type { StageInput } from "../stage.ts";
import { readRunConfig, type RunConfig } from "./run_files.ts";

/**
 * The configuration of the run that `--resume` names; undefined where none is
 * resumed.
 *
 * @throws {InputError} where there is no such run, or it has no configuration.
 */
export async function resumedConfig(
  { flags }: Pick<StageInput, "flags">,
): Promise<RunConfig | undefined> {
  if (typeof flags.resume !== "string") return undefined;
  const { folder } = await findRun(String(flags.runs ?? "runs"), flags.resume);
  return await readRunConfig(folder);
}
