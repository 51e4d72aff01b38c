import { InputError } from "../errors.ts";
import { runCommand } from "../setup/run_command.ts";
import type { SparkRunner } from "./spark_engine.ts";

/** Where Spark lies, and what it computes on. */
export interface SparkProcessOptions {
  /** Spark's folder: it holds `bin/spark-sql`. */
  readonly home: string;
  /** `local[*]`, `yarn`, `k8s://https://…`. */
  readonly master: string;
  /** Folder of Java, where `java` is not on the path. */
  readonly java?: string | undefined;
  /** Ends the process when aborted. */
  readonly signal?: AbortSignal | undefined;
}

/** `spark-sql -f` in a process of its own: it is the driver. */
export function sparkProcess(
  { home, master, java, signal }: SparkProcessOptions,
): SparkRunner {
  return {
    async run(script, properties) {
      const conf = await propertiesFile(properties);
      const result = await runCommand(
        `${home}/bin/spark-sql`,
        [
          ...["--master", master, "--properties-file", conf],
          ...["--load-spark-defaults", "-f", script],
        ],
        {
          env: {
            SPARK_HOME: home,
            ...(java === undefined ? {} : { JAVA_HOME: java }),
            ...(master.startsWith("local")
              ? { SPARK_LOCAL_IP: "127.0.0.1" }
              : {}),
          },
          ...(signal === undefined ? {} : { signal }),
        },
      ).finally(() => Deno.remove(conf));
      if (result === undefined) {
        throw new InputError(
          `There is no ${home}/bin/spark-sql: SPARK_HOME, or what deno task spark up installs, is wanted`,
        );
      }
      return result.success ? undefined : result.output;
    },
  };
}

/** Only its user may read it: a key of S3 is not for the list of processes. */
async function propertiesFile(
  properties: Readonly<Record<string, string>>,
): Promise<string> {
  const path = await Deno.makeTempFile({ suffix: ".conf" });
  const lines = Object.entries(properties).map(([name, value]) =>
    `${name}=${value.replaceAll("\\", "\\\\")}\n`
  );
  await Deno.writeTextFile(path, lines.join(""));
  return path;
}
