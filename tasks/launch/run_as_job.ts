import { InputError } from "../../src/errors.ts";
import { followJob } from "../../src/launch/follow_job.ts";
import { runId } from "../../src/track/run_id.ts";
import type { StageInput } from "../stage.ts";
import { denoCommand } from "./deno_command.ts";
import { jobEnvironment } from "./job_environment.ts";
import { readPlaces } from "./launch_flags.ts";
import { openLauncher } from "./open_launcher.ts";

/**
 * Runs a stage as a job and shows what it prints; Ctrl-C stops it there.
 *
 * @param args Of the stage, its name first, as they are to stand there.
 * @throws {InputError} where the job fails.
 */
export async function runAsJob(
  input: Pick<StageInput, "flags" | "signal" | "print">,
  args: readonly string[],
): Promise<Record<string, unknown>> {
  const launcher = openLauncher(input);
  const places = readPlaces(input);
  const job = {
    id: `nextcart-${args[0]}-${runId(Date.now())}`,
    command: denoCommand(launcher.name, args),
    env: jobEnvironment(places),
    ...places,
  };
  input.print(`Job ${job.id} at ${launcher.name}`);
  const { state, message } = await followJob(launcher, job, {
    signal: input.signal,
    onLog: (text) => input.print(text.replace(/\n$/, "")),
  });
  if (state === "succeeded") return { job: job.id, state };
  if (input.signal.aborted) return { job: job.id, interrupted: true };
  throw new InputError(
    `Job ${job.id} ${state} at ${launcher.name}: ${message ?? "see above"}`,
  );
}
