import { FOR_FEW } from "../../src/sql/spark_engine.ts";
import {
  type LocalCluster,
  runningCluster,
} from "../../tasks/spark/local_cluster.ts";

/**
 * The cluster that `deno task spark up` started, or undefined, with a line that
 * says so, where it does not run: its tests are then skipped.
 *
 * @throws {Error} where it does not run, but NEXTCART_SPARK=required.
 */
export async function sparkCluster(): Promise<LocalCluster | undefined> {
  const cluster = await runningCluster();
  if (cluster !== undefined) return cluster;
  const reason = "Spark does not run: `deno task spark up` starts it";
  if (Deno.env.get("NEXTCART_SPARK") === "required") throw new Error(reason);
  console.warn(`Tests are skipped, as ${reason}`);
  return undefined;
}

/** The jar by which a cluster runs scripts. */
export function scriptJar({ home }: LocalCluster): string {
  return `file://${home}/jars/spark-hive-thriftserver_2.13-4.3.0.jar`;
}

/** For tiny data, on a cluster of this machine, which has little memory. */
export const SMALL = {
  ...FOR_FEW,
  "spark.sql.shuffle.partitions": "3",
  "spark.cores.max": "3",
  "spark.executor.memory": "1g",
};
