import { InputError } from "../errors.ts";
import type { RawEvents } from "./canonical_sql.ts";
import type { Dialect } from "./dialect.ts";
import type { FileEvents } from "./file_events.ts";
import { sparkDialect } from "./spark_dialect.ts";
import { sparkError } from "./spark_error.ts";
import { sparkScript } from "./spark_script.ts";
import { sparkSource } from "./spark_source.ts";
import type { SqlEngine } from "./sql_engine.ts";
import type { Statement } from "./statement.ts";

/** Runs a script of Spark SQL to its end. */
export interface SparkRunner {
  /**
   * Runs it, and waits.
   *
   * @param script Path of a file that all machines of the cluster can read.
   * @returns The log of a script that failed; undefined where it went well.
   */
  run(
    script: string,
    properties: Readonly<Record<string, string>>,
  ): Promise<string | undefined>;
}

/** Where a Spark engine works. */
export interface SparkEngineOptions {
  /** A folder that all machines of the cluster can write to; it is emptied. */
  readonly scratch: string;
  /** What runs its scripts. */
  readonly runner: SparkRunner;
  /** Of Spark, beside those that a plan needs: `spark.executor.memory`. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Spark, by one script a plan: one session, whatever the number of steps. */
export class SparkEngine implements SqlEngine {
  readonly dialect: Dialect = sparkDialect;
  readonly #options: SparkEngineOptions;
  readonly #sources: string[] = [];

  /** Nothing is started before {@link execute}. */
  constructor(options: SparkEngineOptions) {
    this.#options = options;
  }

  async open({ events, files, name }: FileEvents): Promise<RawEvents> {
    const table = `source_${this.#sources.length}`;
    const paths = await Promise.all(files.map(wholePath));
    const source = sparkSource({ events, files: paths }, table);
    this.#sources.push(source.table);
    return { select: source.select, name };
  }

  async execute(
    statements: readonly Statement[],
    { folder, onStatement }: Parameters<SqlEngine["execute"]>[1],
  ): Promise<void> {
    const { runner, properties } = this.#options;
    const scratch = await wholePath(this.#options.scratch);
    const script = `${scratch}/plan.sql`;
    const text = sparkScript(statements, {
      sources: this.#sources,
      results: `file://${await wholePath(folder)}`,
    });
    await Deno.writeTextFile(script, text);
    const log = await runner.run(script, {
      "spark.app.name": "nextcart prepare",
      "spark.sql.catalogImplementation": "in-memory",
      "spark.sql.session.timeZone": "UTC",
      "spark.sql.warehouse.dir": `file://${scratch}/tables`,
      ...properties,
    });
    if (log !== undefined) throw new InputError(`Spark: ${sparkError(log)}`);
    statements.forEach(onStatement);
  }

  close(): void {}
}

/** What another process may be told of; addresses stay as they are. */
async function wholePath(path: string): Promise<string> {
  return path.includes("://") ? path : await Deno.realPath(path);
}
