import type { Environment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import { bucketPlace } from "../../src/sql/bucket_place.ts";
import { s3aProperties } from "../../src/sql/s3a_properties.ts";
import { folderPlace } from "../../src/sql/spark_place.ts";
import { SparkEngine, type SparkRunner } from "../../src/sql/spark_engine.ts";
import { sparkJob } from "../../src/sql/spark_job.ts";
import { sparkProcess } from "../../src/sql/spark_process.ts";
import type { SparkCluster } from "../../src/sql/spark_rest.ts";
import { runningCluster } from "../spark/local_cluster.ts";
import { sparkHome } from "../spark/spark_home.ts";

export interface OpenSparkOptions {
  readonly scratch: string;
  /** `s3a://…`, for a cluster that shares no folder with this machine. */
  readonly shared: string | undefined;
  /** Of the driver and of each executor: `4GB`. @default {Spark's own, 1 GB} */
  readonly memoryLimit: string | undefined;
  /** @default {the cluster that runs here, else local[*]} */
  readonly master: string | undefined;
  /** Seconds, as text. @default {"120"} */
  readonly deadline: string | undefined;
  readonly environment: Environment;
  readonly signal: AbortSignal;
}

/** Spark where the flags and the environment say that it is. */
export async function openSpark(
  options: OpenSparkOptions,
): Promise<SparkEngine> {
  const { scratch, shared, memoryLimit, environment: { s3 } } = options;
  const memory = memoryLimit && toJavaMemory(memoryLimit);
  return new SparkEngine({
    place: shared === undefined
      ? await folderPlace(scratch)
      : await bucketPlace(shared, s3),
    runner: await chooseRunner(options),
    properties: {
      ...s3aProperties(s3),
      ...(memory === undefined ? {} : {
        "spark.driver.memory": memory,
        "spark.executor.memory": memory,
      }),
    },
  });
}

async function chooseRunner(
  { master, deadline, environment, signal }: OpenSparkOptions,
): Promise<SparkRunner> {
  const { spark } = environment;
  const running = await runningCluster();
  const ours = master === undefined || master === running?.master
    ? running
    : undefined;
  if (ours !== undefined || master?.startsWith("spark://")) {
    const home = ours?.home ?? spark.home;
    if (home === undefined) {
      throw new InputError(
        `--master ${master}: SPARK_HOME, Spark's folder on the cluster's machines, is wanted`,
      );
    }
    const cluster = ours ?? clusterAt(master!, spark);
    const deadlineSeconds = toSeconds(deadline);
    return sparkJob({ cluster, jar: jarIn(home), deadlineSeconds, signal });
  }
  const { home, java } = await sparkHome();
  return sparkProcess({ home, master: master ?? "local[*]", java, signal });
}

/** Ports are Spark's own where the environment does not name others. */
function clusterAt(
  master: string,
  { rest, page }: OpenSparkOptions["environment"]["spark"],
): SparkCluster {
  // Of several masters the first; where another leads, the environment says so.
  const [first = ""] = master.replace("spark://", "").split(",");
  const hostname = URL.parse(`http://${first}`)?.hostname;
  if (!hostname) {
    throw new InputError(
      `--master is "${master}", spark://HOST:7077 is wanted`,
    );
  }
  return {
    master,
    rest: rest ?? `http://${hostname}:6066`,
    page: page ?? `http://${hostname}:8080`,
  };
}

function jarIn(home: string): string {
  return `file://${home}/jars/spark-hive-thriftserver_2.13-4.3.0.jar`;
}

/** Java knows `4g`, and no fractions. */
function toJavaMemory(text: string): string {
  const [, number, unit] = /^(\d+)\s*([MG])i?B$/i.exec(text) ?? [];
  if (unit !== undefined) return `${number}${unit.toLowerCase()}`;
  throw new InputError(
    `--memory-limit is "${text}", an amount such as 4GB is wanted`,
  );
}

function toSeconds(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const seconds = Number(text);
  if (Number.isFinite(seconds) && seconds > 0) return seconds;
  throw new InputError(`--deadline is "${text}", seconds are wanted`);
}
