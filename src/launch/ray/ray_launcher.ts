import { z } from "zod";
import type { Job, JobStatus, Launcher } from "../launcher.ts";
import { packageProject } from "../package_project.ts";
import type { RayClient } from "./ray_client.ts";

/** Options of {@link RayLauncher}. */
export interface RayLauncherOptions {
  /** Asks the cluster. */
  readonly client: RayClient;
  /** The project's folder, of which the jobs get a copy. */
  readonly folder: string;
}

/** By Ray's names of them. */
const STATES: Readonly<Record<string, JobStatus["state"]>> = {
  PENDING: "pending",
  RUNNING: "running",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  STOPPED: "stopped",
};

const detailsSchema = z.object({
  status: z.string(),
  message: z.string().nullish(),
});

/** Runs jobs on a Ray cluster, each with a copy of the project. */
export class RayLauncher implements Launcher {
  readonly name = "ray";
  readonly #client: RayClient;
  readonly #folder: string;
  #package?: Promise<string>;

  /** Starts nothing yet. */
  constructor({ client, folder }: RayLauncherOptions) {
    this.#client = client;
    this.#folder = folder;
  }

  async submit({ id, command, env, cpus, gpus = 0 }: Job): Promise<void> {
    // Ray answers a second one of the same id with an error of its own.
    if (await this.status(id) !== undefined) return;
    this.#package ??= this.#upload();
    await this.#client.ask("/api/jobs/", {
      method: "POST",
      json: {
        submission_id: id,
        entrypoint: command.map(quote).join(" "),
        // Without it, Ray would start any number at once on its head node.
        entrypoint_num_cpus: cpus,
        ...(gpus > 0 && { entrypoint_num_gpus: gpus }),
        metadata: { project: "nextcart" },
        runtime_env: {
          working_dir: await this.#package,
          ...(env && { env_vars: env }),
        },
      },
    });
  }

  async status(id: string): Promise<JobStatus | undefined> {
    const answer = await this.#client.ask(`/api/jobs/${id}`);
    if (answer === undefined) return undefined;
    const { status, message } = detailsSchema.parse(answer);
    return {
      state: STATES[status] ?? "pending",
      ...(message && { message: message.trim().split("\n").at(-1) }),
    };
  }

  async logs(id: string): Promise<string> {
    const answer = await this.#client.ask(`/api/jobs/${id}/logs`);
    return z.object({ logs: z.string() }).safeParse(answer).data?.logs ?? "";
  }

  async stop(id: string): Promise<void> {
    await this.#client.ask(`/api/jobs/${id}/stop`, { method: "POST" });
  }

  /** Uploads the project, unless the cluster has it; returns its URI. */
  async #upload(): Promise<string> {
    const { name, bytes } = await packageProject(this.#folder);
    const path = `/api/packages/gcs/_ray_pkg_${name}.zip`;
    if (await this.#client.ask(path) === undefined) {
      await this.#client.ask(path, { method: "PUT", bytes });
    }
    return `gcs://_ray_pkg_${name}.zip`;
  }
}

/** As a POSIX shell reads it back. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word)
    ? word
    : `'${word.replaceAll("'", `'\\''`)}'`;
}
