import { InputError } from "../errors.ts";
import type { Job, JobStatus, Launcher } from "./launcher.ts";

/** Options of {@link followJob}. */
export interface FollowOptions {
  /** Aborted: the job is stopped. */
  readonly signal: AbortSignal;
  /** Given what the job writes, as it comes. @default {nobody} */
  readonly onLog?: (text: string) => void;
  /** A job that waits longer for its place is given up. @default {600} */
  readonly pendingSeconds?: number;
  /** Between two looks at the job. @default {1} */
  readonly pollSeconds?: number;
}

/**
 * Submits a job, or finds the one that has been submitted, and follows it to its
 * end. Stopped from outside, or where it waits in vain, it is stopped there too.
 *
 * @returns How it ended: `succeeded`, `failed` or `stopped`.
 * @throws {InputError} where it gets no place in time.
 */
export async function followJob(
  launcher: Launcher,
  job: Job,
  options: FollowOptions,
): Promise<JobStatus> {
  const { signal, onLog, pendingSeconds = 600, pollSeconds = 1 } = options;
  await launcher.submit(job);
  const deadline = Date.now() + pendingSeconds * 1000;
  let written = 0;
  const tell = async () => {
    if (onLog === undefined) return;
    const logs = await launcher.logs(job.id);
    if (logs.length > written) onLog(logs.slice(written));
    written = logs.length;
  };
  while (true) {
    const status = await launcher.status(job.id) ?? LOST;
    if (status.state !== "pending") await tell();
    if (status.state !== "pending" && status.state !== "running") return status;
    if (signal.aborted) {
      await launcher.stop(job.id);
      // It may have said how to go on with it.
      if (status.state !== "pending") await tell();
      return { state: "stopped", message: "it was interrupted" };
    }
    if (status.state === "pending" && Date.now() > deadline) {
      await launcher.stop(job.id);
      throw new InputError(
        `Job ${job.id} has waited ${pendingSeconds} s in vain for ${
          placeText(job)
        } at ${launcher.name}: fewer are wanted, or a larger cluster`,
      );
    }
    await pause(pollSeconds * 1000, signal);
  }
}

/** Whoever ran it does not know it any more. */
const LOST: JobStatus = { state: "failed", message: "it is lost" };

function placeText({ cpus, gpus = 0 }: Job): string {
  return gpus === 0 ? `${cpus} CPUs` : `${cpus} CPUs and ${gpus} GPUs`;
}

/** Waits, or until the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end);
    if (signal.aborted) end();
  });
}
