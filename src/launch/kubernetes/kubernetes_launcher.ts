import { z } from "zod";
import { InputError } from "../../errors.ts";
import type { Job, JobStatus, Launcher } from "../launcher.ts";
import { jobManifest, type JobManifestOptions } from "./job_manifest.ts";

/** Options of {@link KubernetesLauncher}. */
export interface KubernetesLauncherOptions extends JobManifestOptions {
  /** Of the API: that of `kubectl proxy`, which knows who asks. */
  readonly address: string;
  /** The namespace that jobs run in. */
  readonly namespace: string;
}

const statusSchema = z.object({
  status: z.object({
    active: z.int().default(0),
    ready: z.int().default(0),
    succeeded: z.int().default(0),
    failed: z.int().default(0),
    conditions: z.array(z.object({ message: z.string().optional() }))
      .default([]),
  }).prefault({}),
});
const podsSchema = z.object({
  items: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
});

/** Seconds of silence after which the API counts as stuck. */
const TIMEOUT_SECONDS = 30;

/** Runs jobs as Kubernetes Jobs, through the address of `kubectl proxy`. */
export class KubernetesLauncher implements Launcher {
  readonly name = "kubernetes";
  readonly #options: KubernetesLauncherOptions;

  /** Starts nothing yet. */
  constructor(options: KubernetesLauncherOptions) {
    this.#options = options;
  }

  async submit(job: Job): Promise<void> {
    if (await this.status(job.id) !== undefined) return;
    await this.#ask(this.#jobs, {
      method: "POST",
      body: JSON.stringify(jobManifest(job, this.#options)),
    });
  }

  async status(id: string): Promise<JobStatus | undefined> {
    const text = await this.#ask(`${this.#jobs}/${id}`);
    if (text === undefined) return undefined;
    const { status } = statusSchema.parse(JSON.parse(text));
    const message = status.conditions.at(-1)?.message;
    const state = status.succeeded > 0
      ? "succeeded"
      : status.failed > 0
      ? "failed"
      : status.ready > 0
      ? "running"
      : "pending";
    return { state, ...(message !== undefined && { message }) };
  }

  async logs(id: string): Promise<string> {
    const selector = encodeURIComponent(`job-name=${id}`);
    const list = await this.#ask(`${this.#pods}?labelSelector=${selector}`);
    const pod = podsSchema.parse(JSON.parse(list ?? '{"items":[]}')).items[0];
    if (pod === undefined) return "";
    return await this.#ask(`${this.#pods}/${pod.metadata.name}/log`) ?? "";
  }

  async stop(id: string): Promise<void> {
    await this.#ask(`${this.#jobs}/${id}?propagationPolicy=Background`, {
      method: "DELETE",
    });
  }

  get #jobs(): string {
    return `/apis/batch/v1/namespaces/${this.#options.namespace}/jobs`;
  }

  get #pods(): string {
    return `/api/v1/namespaces/${this.#options.namespace}/pods`;
  }

  /** The body of the answer; undefined for 404. */
  async #ask(
    path: string,
    init: RequestInit = {},
  ): Promise<string | undefined> {
    const { address } = this.#options;
    let response: Response;
    try {
      response = await fetch(`${address}${path}`, {
        ...init,
        headers: { "Content-Type": "application/json" },
        signal: AbortSignal.timeout(TIMEOUT_SECONDS * 1000),
      });
    } catch (cause) {
      throw new InputError(
        `Kubernetes at ${address} cannot be reached: is kubectl proxy running?`,
        { cause },
      );
    }
    const text = await response.text();
    if (response.status === 404 && init.method !== "POST") return undefined;
    if (response.ok) return text;
    throw new InputError(
      `Kubernetes at ${address}, status ${response.status}: ${reasonOf(text)}`,
    );
  }
}

/** What a Status object of the API says. */
function reasonOf(text: string): string {
  try {
    return String(JSON.parse(text).message);
  } catch {
    return text.slice(0, 200);
  }
}
