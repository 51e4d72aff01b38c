/** A command that runs somewhere, to its end. */
export interface Job {
  /**
   * Its name, of letters, digits, `-` and `.`; whoever submits it again under
   * the same one finds it.
   */
  readonly id: string;
  /** Program and arguments, run in the project's folder. */
  readonly command: readonly string[];
  /** Variables of its environment, beside those that it finds there. */
  readonly env?: Readonly<Record<string, string>>;
  /** Cores that it is to have. */
  readonly cpus: number;
  /** GPUs that it is to have. @default {0} */
  readonly gpus?: number;
}

/** What has become of a job. */
export interface JobStatus {
  /** What has become of the job. */
  readonly state: "pending" | "running" | "succeeded" | "failed" | "stopped";
  /** Why, in the words of whoever runs it. */
  readonly message?: string | undefined;
}

/**
 * Whoever runs jobs: processes of this machine, a Ray cluster, Kubernetes. All
 * calls throw an {@link InputError} where it cannot be reached or refuses.
 */
export interface Launcher {
  /** Short name: `local`, `ray`, `kubernetes`. */
  readonly name: string;
  /** Begins a job; does nothing where one of this id is known already. */
  submit(job: Job): Promise<void>;
  /** undefined: no job of this id is known. */
  status(id: string): Promise<JobStatus | undefined>;
  /** What the job has written until now. */
  logs(id: string): Promise<string>;
  /** Ends a job; does nothing where it has ended. */
  stop(id: string): Promise<void>;
}
