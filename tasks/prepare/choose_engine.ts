import { InputError } from "../../src/errors.ts";
import { DuckdbEngine } from "../../src/sql/duckdb_engine.ts";
import type { SqlEngine } from "../../src/sql/sql_engine.ts";
import type { Flag, StageInput } from "../stage.ts";

/** The flags that say what prepares. */
export const ENGINE_FLAGS: Readonly<Record<string, Flag>> = {
  engine: {
    type: "string",
    value: "NAME",
    help: "what prepares: polars, duckdb (polars)",
  },
  "memory-limit": {
    type: "string",
    value: "SIZE",
    help: "duckdb: most memory for its tables, 4GB (80 % of the machine's)",
  },
};

type OpenEngine = (scratch: string) => Promise<SqlEngine>;

/**
 * The SQL engine that {@link ENGINE_FLAGS} name; undefined for Polars.
 *
 * @throws {InputError} where there is none of that name, or a flag is not its.
 */
export function chooseEngine(
  flags: StageInput["flags"],
): OpenEngine | undefined {
  const engine = flags.engine ?? "polars";
  const memoryLimit = flags["memory-limit"] as string | undefined;
  if (engine !== "duckdb" && memoryLimit !== undefined) {
    throw new InputError(`--memory-limit: --engine duckdb is wanted with it`);
  }
  if (engine === "polars") return undefined;
  if (engine === "duckdb") {
    return (scratch) => DuckdbEngine.open({ scratch, memoryLimit });
  }
  throw new InputError(
    `--engine is "${engine}", one of polars, duckdb is wanted`,
  );
}
