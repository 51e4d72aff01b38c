import type { SparkCluster } from "../../src/sql/spark_rest.ts";
import {
  answers,
  freePort,
  isRunning,
  startServer,
  stopServer,
} from "../services/server.ts";
import { servicesFolder } from "../services/services_folder.ts";
import { writeWhole } from "../../src/write_whole.ts";
import type { InstalledSpark } from "./install_spark.ts";

/** A standalone cluster that was started here, whether it still runs or not. */
export interface LocalCluster extends SparkCluster, InstalledSpark {
  /** The master first, then the workers. */
  readonly servers: readonly { readonly pid: number; readonly port: number }[];
}

export interface StartClusterOptions {
  /** Of each worker. @default {2} */
  readonly cores?: number;
  /** @default {2} */
  readonly workers?: number;
}

const folder = `${servicesFolder}/spark`;
const statePath = `${folder}/state.json`;
const HOST = "127.0.0.1";
const MEMORY = "3g";

/**
 * Starts a master and workers on the loopback interface, and remembers them.
 *
 * @throws {InputError} where one does not start; none is left running then.
 */
export async function startCluster(
  spark: InstalledSpark,
  { cores = 2, workers = 2 }: StartClusterOptions = {},
): Promise<LocalCluster> {
  const servers: LocalCluster["servers"][number][] = [];
  const [port, page, rest] = await freePorts(3);
  const master = `spark://${HOST}:${port}`;
  try {
    const start = (options: DaemonOptions) => startDaemon(spark, options);
    servers.push(
      await start({
        name: "master",
        args: ["--host", HOST, "--port", `${port}`, "--webui-port", `${page}`],
        properties: {
          "spark.master.rest.enabled": "true",
          "spark.master.rest.port": String(rest),
        },
        ...{ port: port!, page: page! },
      }),
    );
    for (let number = 1; number <= workers; number++) {
      const [port, page] = await freePorts(2);
      servers.push(
        await start({
          name: `worker-${number}`,
          args: [
            ...["--host", HOST, "--port", `${port}`, "--webui-port", `${page}`],
            ...["--cores", String(cores), "--memory", MEMORY],
            ...["--work-dir", `${folder}/worker-${number}/work`, master],
          ],
          ...{ port: port!, page: page! },
        }),
      );
    }
  } catch (error) {
    for (const server of servers.toReversed()) await stopServer(server);
    throw error;
  }
  const cluster = {
    master,
    rest: `http://${HOST}:${rest}`,
    page: `http://${HOST}:${page}`,
    ...spark,
    servers,
  };
  await writeWhole(statePath, `${JSON.stringify(cluster, null, 2)}\n`);
  return cluster;
}

/** The cluster that runs here, or undefined. */
export async function runningCluster(): Promise<LocalCluster | undefined> {
  const text = await Deno.readTextFile(statePath).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const cluster = JSON.parse(text) as LocalCluster;
  const runs = await Promise.all(cluster.servers.map((it) => isRunning(it)));
  return runs.every((it) => it) ? cluster : undefined;
}

/** Stops what runs of the cluster; says whether anything did. */
export async function stopCluster(): Promise<boolean> {
  const text = await Deno.readTextFile(statePath).catch(() => undefined);
  if (text === undefined) return false;
  let stopped = false;
  for (
    const server of (JSON.parse(text) as LocalCluster).servers.toReversed()
  ) {
    stopped ||= await isRunning(server);
    await stopServer(server);
  }
  return stopped;
}

interface DaemonOptions {
  readonly name: string;
  readonly args: readonly string[];
  readonly properties?: Readonly<Record<string, string>>;
  readonly port: number;
  readonly page: number;
}

const CLASSES = { master: "master.Master", worker: "worker.Worker" };

/** By `spark-class`: the package of PyPI has no scripts that start daemons. */
async function startDaemon(
  { home, java }: InstalledSpark,
  { name, args, properties = {}, port, page }: DaemonOptions,
) {
  const own = `${folder}/${name}`;
  await Deno.mkdir(own, { recursive: true });
  const kind = name.split("-")[0] as keyof typeof CLASSES;
  const options = Object.entries(properties).map(([it, value]) =>
    `-D${it}=${value}`
  );
  const { pid } = await startServer(`${home}/bin/spark-class`, {
    name: `Spark's ${name}`,
    port,
    args: [`org.apache.spark.deploy.${CLASSES[kind]}`, ...args],
    env: {
      SPARK_HOME: home,
      JAVA_HOME: java,
      SPARK_LOCAL_IP: HOST,
      SPARK_DAEMON_MEMORY: "512m",
      SPARK_DAEMON_JAVA_OPTS: options.join(" "),
    },
    folder: own,
    isReady: () => answers(`http://${HOST}:${page}/json/`),
  });
  return { pid, port };
}

/** Different ones: one that was just found free is free for the next too. */
async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  while (ports.size < count) ports.add(await freePort());
  return [...ports];
}
