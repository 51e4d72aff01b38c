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
      const conf = Object.entries(properties).flatMap(([name, value]) => [
        "--conf",
        `${name}=${value}`,
      ]);
      const result = await runCommand(
        `${home}/bin/spark-sql`,
        ["--master", master, ...conf, "-f", script],
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
      );
      if (result === undefined) {
        throw new InputError(
          `There is no ${home}/bin/spark-sql: SPARK_HOME, or what deno task spark up installs, is wanted`,
        );
      }
      return result.success ? undefined : result.output;
    },
  };
}
