import { readEnvironment } from "../../src/environment.ts";
import { InputError } from "../../src/errors.ts";
import { DuckdbEngine } from "../../src/sql/duckdb_engine.ts";
import type { SqlEngine } from "../../src/sql/sql_engine.ts";
import type { Flag, StageInput } from "../stage.ts";
import { openSpark } from "./open_spark.ts";

/** The flags that say what prepares. */
export const ENGINE_FLAGS: Readonly<Record<string, Flag>> = {
  engine: {
    type: "string",
    value: "NAME",
    help: "what prepares: polars, duckdb, spark (polars)",
  },
  "memory-limit": {
    type: "string",
    value: "SIZE",
    help:
      "duckdb: most memory for its tables, 4GB (80 % of the machine's); spark: of the driver and of each executor (1GB)",
  },
  master: {
    type: "string",
    value: "ADDRESS",
    help:
      "spark: local[*], yarn, k8s://… or spark://host:7077 (the cluster of deno task spark, else local[*])",
  },
  shared: {
    type: "string",
    value: "ADDRESS",
    help:
      "spark: s3a://… where a cluster and this machine meet (a folder that they share)",
  },
  deadline: {
    type: "string",
    value: "SECONDS",
    help: "spark: how long a job may wait for a worker (120)",
  },
};

/** Which flags an engine knows. */
const OWN_FLAGS: Readonly<Record<string, readonly string[]>> = {
  polars: [],
  duckdb: ["memory-limit"],
  spark: ["memory-limit", "master", "shared", "deadline"],
};

/** @param scratch An existing folder, which is removed at the end. */
export type OpenEngine = (scratch: string) => Promise<SqlEngine>;

/**
 * The SQL engine that {@link ENGINE_FLAGS} name; undefined for Polars.
 *
 * @throws {InputError} where there is none of that name, or a flag is not its.
 */
export function chooseEngine(
  { flags, signal }: Pick<StageInput, "flags" | "signal">,
): OpenEngine | undefined {
  const engine = String(flags.engine ?? "polars");
  const own = OWN_FLAGS[engine];
  if (own === undefined) {
    throw new InputError(
      `--engine is "${engine}", one of ${
        Object.keys(OWN_FLAGS).join(", ")
      } is wanted`,
    );
  }
  for (const name of new Set(Object.values(OWN_FLAGS).flat())) {
    if (flags[name] === undefined || own.includes(name)) continue;
    const homes = Object.keys(OWN_FLAGS)
      .filter((it) => OWN_FLAGS[it]!.includes(name));
    throw new InputError(`--${name} wants --engine ${homes.join(" or ")}`);
  }
  const memoryLimit = flags["memory-limit"] as string | undefined;
  switch (engine) {
    case "duckdb":
      return (scratch) => DuckdbEngine.open({ scratch, memoryLimit });
    case "spark":
      return (scratch) =>
        openSpark({
          ...{ scratch, signal, memoryLimit },
          shared: flags.shared as string | undefined,
          master: flags.master as string | undefined,
          deadline: flags.deadline as string | undefined,
          environment: readEnvironment(),
        });
  }
}
