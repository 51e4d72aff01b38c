import { InputError } from "../errors.ts";
import type { RawEvents } from "./canonical_sql.ts";
import type { Dialect } from "./dialect.ts";
import type { FileEvents } from "./file_events.ts";
import { sparkDialect } from "./spark_dialect.ts";
import { sparkError } from "./spark_error.ts";
import { RESULTS, type SparkPlace } from "./spark_place.ts";
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
  /** Where the cluster's machines and this one meet. */
  readonly place: SparkPlace;
  /** What runs its scripts. */
  readonly runner: SparkRunner;
  /** Of Spark, beside those that a plan needs: `spark.executor.memory`. */
  readonly properties?: Readonly<Record<string, string>>;
}

/** Events in fewer bytes are few. */
const FEW_BYTES = 64e6;

/**
 * For few events: compiling a query, and then the compiled code once more, takes
 * longer than running what is less well compiled.
 */
export const FOR_FEW = {
  "spark.sql.codegen.wholeStage": "false",
  "spark.sql.shuffle.partitions": "4",
  "spark.driver.defaultJavaOptions": "-XX:TieredStopAtLevel=1",
  "spark.executor.defaultJavaOptions": "-XX:TieredStopAtLevel=1",
};

/** Spark, by one script a plan: one session, whatever the number of steps. */
export class SparkEngine implements SqlEngine {
  readonly dialect: Dialect = sparkDialect;
  readonly #options: SparkEngineOptions;
  readonly #sources: string[] = [];
  /** Of the files that lie here; how large others are is not known. */
  #bytes = 0;

  /** Nothing is started before {@link execute}. */
  constructor(options: SparkEngineOptions) {
    this.#options = options;
  }

  async open({ events, files, name }: FileEvents): Promise<RawEvents> {
    const table = `source_${this.#sources.length}`;
    const { place } = this.#options;
    const paths: string[] = [];
    for (const file of files) {
      const isElsewhere = file.includes("://");
      this.#bytes += isElsewhere ? Infinity : (await Deno.stat(file)).size;
      paths.push(isElsewhere ? file : await place.share(file, table));
    }
    const source = sparkSource({ events, files: paths }, table);
    this.#sources.push(source.table);
    return { select: source.select, name };
  }

  async execute(
    statements: readonly Statement[],
    { folder, onStatement }: Parameters<SqlEngine["execute"]>[1],
  ): Promise<void> {
    const { place, runner, properties } = this.#options;
    const text = sparkScript(statements, {
      sources: this.#sources,
      results: `${place.address}/${RESULTS}`,
    });
    const log = await runner.run(await place.keepScript(text), {
      "spark.app.name": "nextcart prepare",
      "spark.sql.catalogImplementation": "in-memory",
      "spark.sql.session.timeZone": "UTC",
      "spark.sql.warehouse.dir": `${place.address}/tables`,
      ...(this.#bytes < FEW_BYTES ? FOR_FEW : {}),
      ...properties,
    });
    if (log !== undefined) throw new InputError(`Spark: ${sparkError(log)}`);
    await place.fetchResults(folder);
    statements.forEach(onStatement);
  }

  async close(): Promise<void> {
    await this.#options.place.clear();
  }
}
