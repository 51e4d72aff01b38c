import { InputError } from "../errors.ts";

/** A standalone cluster, as one reaches it. */
export interface SparkCluster {
  /** `spark://host:7077`. */
  readonly master: string;
  /** Address of its REST API: `http://host:6066`. */
  readonly rest: string;
  /** Address of its web page, which knows the workers' logs: `http://host:8080`. */
  readonly page: string;
}

/** What is to run on a cluster. */
export interface SparkSubmission {
  /** Its class with `main`. */
  readonly mainClass: string;
  /** A jar that the cluster's machines can read. */
  readonly jar: string;
  /** What `main` gets. */
  readonly args: readonly string[];
  /** Of Spark: `spark.executor.memory`. */
  readonly properties: Readonly<Record<string, string>>;
}

/** States after which nothing more happens. */
const ENDED = ["FINISHED", "FAILED", "KILLED", "ERROR", "NOT_FOUND", "UNKNOWN"];

/** How a submission stands. */
export interface SparkStatus {
  /** `SUBMITTED`, `RUNNING`, `FINISHED`, `FAILED`, `KILLED`, `ERROR`, …. */
  readonly state: string;
  /** Whether it stays so. */
  readonly isEnded: boolean;
  /** The worker that the driver runs on. */
  readonly worker?: string | undefined;
}

const VERSION = "4.3.0";
const TIMEOUT_MS = 30_000;

/**
 * The REST API of a standalone master
 * (spark.apache.org/docs/latest/spark-standalone.html#rest-api): what submits
 * needs no Java.
 */
export class SparkRest {
  readonly #cluster: SparkCluster;

  /** Nothing is asked yet. */
  constructor(cluster: SparkCluster) {
    this.#cluster = cluster;
  }

  /**
   * Submits a program; gives its id.
   *
   * @throws {InputError} where the cluster is not there or refuses.
   */
  async submit(submission: SparkSubmission): Promise<string> {
    const { mainClass, jar, args, properties } = submission;
    const answer = await this.#call("create", {
      action: "CreateSubmissionRequest",
      clientSparkVersion: VERSION,
      mainClass,
      appResource: jar,
      appArgs: args,
      environmentVariables: { SPARK_ENV_LOADED: "1" },
      sparkProperties: {
        ...properties,
        "spark.master": this.#cluster.master,
        "spark.submit.deployMode": "cluster",
      },
    });
    if (answer.success === true) return String(answer.submissionId);
    throw new InputError(
      `Spark at ${this.#cluster.rest} refuses the job: ${
        oneLine(answer.message)
      }`,
    );
  }

  /** Asks how a submission stands. */
  async status(id: string): Promise<SparkStatus> {
    const answer = await this.#call(`status/${id}`);
    const state = String(answer.driverState ?? "UNKNOWN");
    return {
      state,
      isEnded: ENDED.includes(state),
      worker: answer.workerId as string | undefined,
    };
  }

  /** Ends a job; one that has ended stays as it is. */
  async kill(id: string): Promise<void> {
    await this.#call(`kill/${id}`, {});
  }

  /** What the driver of a job wrote, or undefined where its worker is gone. */
  async log(id: string, worker: string): Promise<string | undefined> {
    const { workers = [] } = await this.#get(`${this.#cluster.page}/json/`) as {
      workers?: { id: string; webuiaddress: string }[];
    };
    const page = workers.find((it) => it.id === worker)?.webuiaddress;
    if (page === undefined) return undefined;
    const logs = await Promise.all(["stdout", "stderr"].map(async (type) => {
      const query = new URLSearchParams({
        driverId: id,
        logType: type,
        byteLength: String(LOG_BYTES),
      });
      const response = await fetch(`${page}/log/?${query}`, {
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      return response.ok ? await response.text() : "";
    }));
    return logs.join("\n");
  }

  async #call(path: string, body?: unknown): Promise<Record<string, unknown>> {
    const url = `${this.#cluster.rest}/v1/submissions/${path}`;
    return await this.#get(
      url,
      body === undefined ? {} : {
        method: "POST",
        headers: { "content-type": "application/json;charset=UTF-8" },
        body: JSON.stringify(body),
      },
    );
  }

  async #get(
    url: string,
    init: RequestInit = {},
  ): Promise<Record<string, unknown>> {
    try {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await fetch(url, { ...init, signal });
      return await response.json();
    } catch (cause) {
      throw new InputError(
        `Spark does not answer at ${url}: ${oneLine((cause as Error).message)}`,
        { cause },
      );
    }
  }
}

const LOG_BYTES = 200_000;

function oneLine(text: unknown): string {
  return String(text).trim().split("\n")[0]!;
}
