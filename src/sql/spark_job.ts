import { InputError } from "../errors.ts";
import type { SparkRunner } from "./spark_engine.ts";
import {
  type SparkCluster,
  SparkRest,
  type SparkStatus,
} from "./spark_rest.ts";

/** Where a job runs, and how long it may wait. */
export interface SparkJobOptions {
  /** Where it is submitted. */
  readonly cluster: SparkCluster;
  /** The jar `spark-hive-thriftserver`, as the cluster's machines find it. */
  readonly jar: string;
  /** Seconds after which a job that no worker has taken is given up. @default {120} */
  readonly deadlineSeconds?: number | undefined;
  /** Ends the job when aborted. */
  readonly signal?: AbortSignal | undefined;
}

const POLL_MS = 1000;

/** A job on a standalone cluster, driver included: nothing of Spark runs here. */
export function sparkJob(
  { cluster, jar, deadlineSeconds = 120, signal }: SparkJobOptions,
): SparkRunner {
  const rest = new SparkRest(cluster);
  return {
    async run(script, properties) {
      const id = await rest.submit({
        mainClass: "org.apache.spark.sql.hive.thriftserver.SparkSQLCLIDriver",
        jar,
        args: ["-f", script],
        properties: { "spark.jars": jar, ...properties },
      });
      const { state, worker } = await follow(rest, id, {
        cluster,
        deadlineSeconds,
        signal,
      });
      if (state === "FINISHED") return undefined;
      const log = worker === undefined ? undefined : await rest.log(id, worker);
      return log ?? `the job ${id} ended as ${state}, and its log is gone`;
    },
  };
}

async function follow(
  rest: SparkRest,
  id: string,
  { cluster, deadlineSeconds, signal }:
    & Pick<SparkJobOptions, "cluster" | "signal">
    & { readonly deadlineSeconds: number },
): Promise<SparkStatus> {
  const deadline = Date.now() + deadlineSeconds * 1000;
  while (true) {
    const status = await rest.status(id);
    if (status.isEnded) return status;
    if (signal?.aborted) {
      await rest.kill(id);
      throw signal.reason;
    }
    if (status.state === "SUBMITTED" && Date.now() > deadline) {
      await rest.kill(id);
      throw new InputError(
        `Spark at ${cluster.rest} has not begun the job within ${deadlineSeconds} s: ` +
          `a worker with enough free cores and memory is wanted, see ${cluster.page}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}
