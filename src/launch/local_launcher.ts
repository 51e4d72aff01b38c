import type { Job, JobStatus, Launcher } from "./launcher.ts";

/** Options of {@link LocalLauncher}. */
export interface LocalLauncherOptions {
  /** Where the jobs' output is kept: `ID.log`. */
  readonly folder: string;
  /** Folder that they run in. */
  readonly cwd: string;
}

/** Deno cannot give a file to a child as its output; a shell can. */
const START = 'exec "$@" >"$0" 2>&1';
/** Time that a job has to end well. */
const STOP_MS = 30_000;

/**
 * Runs jobs as processes of this machine. A job counts its cores itself, by the
 * environment that it is given.
 */
export class LocalLauncher implements Launcher {
  readonly name = "local";
  readonly #options: LocalLauncherOptions;
  readonly #jobs = new Map<
    string,
    { child: Deno.ChildProcess; status: JobStatus }
  >();

  /** Starts nothing yet. */
  constructor(options: LocalLauncherOptions) {
    this.#options = options;
  }

  async submit({ id, command, env }: Job): Promise<void> {
    if (this.#jobs.has(id)) return;
    const { folder, cwd } = this.#options;
    await Deno.mkdir(folder, { recursive: true });
    const child = new Deno.Command("sh", {
      args: ["-c", START, `${folder}/${id}.log`, ...command],
      cwd,
      ...(env && { env: { ...env } }),
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).spawn();
    const job = { child, status: { state: "running" } as JobStatus };
    this.#jobs.set(id, job);
    void child.status.then(({ success, code, signal }) => {
      job.status = success ? { state: "succeeded" } : {
        state: "failed",
        message: signal === null ? `exit code ${code}` : `ended by ${signal}`,
      };
    });
  }

  status(id: string): Promise<JobStatus | undefined> {
    return Promise.resolve(this.#jobs.get(id)?.status);
  }

  async logs(id: string): Promise<string> {
    try {
      return await Deno.readTextFile(`${this.#options.folder}/${id}.log`);
    } catch (error) {
      // Its shell has not begun yet.
      if (error instanceof Deno.errors.NotFound) return "";
      throw error;
    }
  }

  async stop(id: string): Promise<void> {
    const job = this.#jobs.get(id);
    if (job === undefined || job.status.state !== "running") return;
    job.child.kill("SIGINT");
    const timer = setTimeout(() => job.child.kill("SIGKILL"), STOP_MS);
    await job.child.status;
    clearTimeout(timer);
    job.status = { state: "stopped" };
  }
}
