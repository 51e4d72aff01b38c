import type { DuckDBConnection } from "@duckdb/node-api";
import { InputError } from "../errors.ts";
import { inspectFile } from "../events/inspect_file.ts";
import { rawColumns } from "../events/raw_columns.ts";
import { type RawEvents, ROW } from "./canonical_sql.ts";
import { csvHeader } from "./csv_header.ts";
import { duckdbDialect } from "./duckdb_dialect.ts";
import type { Dialect } from "./dialect.ts";
import { duckdbSource } from "./duckdb_source.ts";
import type { FileEvents } from "./file_events.ts";
import type { SqlEngine } from "./sql_engine.ts";
import type { GrowStatement, Statement } from "./statement.ts";

/** Options of {@link DuckdbEngine}. */
export interface DuckdbOptions {
  /** An existing folder, on a disk with room, for tables and what memory cannot hold. */
  readonly scratch: string;
  /** As DuckDB reads it: `1GB`. @default {80 % of the machine's memory} */
  readonly memoryLimit?: string | undefined;
}

const AMOUNT = /^\d+(\.\d+)?\s*[KMGT]i?B$/i;

/** DuckDB inside this process, its tables in a file. */
export class DuckdbEngine implements SqlEngine {
  /** How the engine spells SQL. */
  readonly dialect: Dialect = duckdbDialect;
  readonly #connection: DuckDBConnection;
  /** Queries for rows of files, which alone have an order. */
  readonly #sources: string[] = [];
  readonly #close: () => void;

  private constructor(connection: DuckDBConnection, close: () => void) {
    this.#connection = connection;
    this.#close = close;
  }

  /**
   * Opens a database in memory.
   *
   * @throws {InputError} where the limit is no amount of memory.
   */
  static async open(
    { scratch, memoryLimit }: DuckdbOptions,
  ): Promise<DuckdbEngine> {
    if (memoryLimit !== undefined && !AMOUNT.test(memoryLimit)) {
      throw new InputError(
        `--memory-limit is "${memoryLimit}", an amount such as 4GB is wanted`,
      );
    }
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const options = {
      temp_directory: `${scratch}/spilled`,
      // It turns windows into lists that must fit into memory, all at a time.
      disabled_optimizers: "top_n_window_elimination",
      ...(memoryLimit === undefined ? {} : { memory_limit: memoryLimit }),
    };
    const tables = `${scratch}/tables`;
    const instance = await DuckDBInstance.create(tables, options);
    const connection = await instance.connect();
    await connection.run("SET TimeZone = 'UTC'");
    return new DuckdbEngine(connection, () => {
      connection.closeSync();
      instance.closeSync();
    });
  }

  async open({ events, files, name }: FileEvents): Promise<RawEvents> {
    const csv = await describeCsv(events, files[0]!);
    const select = duckdbSource({ events, files, ...(csv && { csv }) });
    this.#sources.push(select);
    const rows = await this.#run(`DESCRIBE ${select}`);
    const types = Object.fromEntries(
      rows.map((it) => [String(it.column_name), String(it.column_type)]),
    );
    for (const column of rawColumns(events.columns)) {
      if (column in types) continue;
      const { [ROW]: _, ...there } = types;
      throw new InputError(
        `${name}: column "${column}" is missing, there are ${
          Object.keys(there).join(", ")
        }`,
      );
    }
    const hasHeader = events.format === "csv" && events.header === undefined;
    return { select, types, name, rowOffset: hasHeader ? 1 : 0 };
  }

  async execute(
    statements: readonly Statement[],
    { folder, onStatement }: Parameters<SqlEngine["execute"]>[1],
  ): Promise<void> {
    for (const statement of statements) {
      await this.#execute(statement, folder);
      onStatement(statement);
    }
  }

  /** Ends the database. */
  close(): void {
    this.#close();
  }

  async #execute(statement: Statement, folder: string): Promise<void> {
    switch (statement.kind) {
      case "table":
        await this.#keepOrder(statement.select);
        await this.#run(
          `CREATE TABLE ${statement.name} AS ${statement.select}`,
        );
        break;
      case "grow":
        await this.#grow(statement);
        break;
      case "drop":
        await this.#run(`DROP TABLE ${statement.name}`);
        break;
      case "write": {
        const path = `${folder}/${statement.file}`.replaceAll("'", "''");
        await this.#run(
          `COPY (${statement.select}) TO '${path}' (FORMAT parquet, COMPRESSION zstd)`,
        );
      }
    }
  }

  /** Where there is no order, to keep one takes more memory than the limit. */
  async #keepOrder(select: string): Promise<void> {
    const isRead = this.#sources.some((it) => select.includes(it));
    await this.#run(`SET preserve_insertion_order = ${isRead}`);
  }

  async #grow({ tables, add }: GrowStatement): Promise<void> {
    for (const { name, select } of tables) {
      await this.#run(`CREATE TABLE ${name} AS ${select}`);
    }
    let added = 1;
    while (added > 0) {
      added = 0;
      for (const { to, select } of add) {
        const [row] = await this.#run(`INSERT INTO ${to} ${select}`);
        added += Number(row!.Count);
      }
    }
  }

  async #run(sql: string): Promise<Record<string, unknown>[]> {
    try {
      const reader = await this.#connection.runAndReadAll(sql);
      return reader.getRowObjects();
    } catch (error) {
      throw explain(error);
    }
  }
}

async function describeCsv(events: FileEvents["events"], path: string) {
  if (events.format !== "csv") return undefined;
  const { separator, header } = events;
  const { gzip } = await inspectFile(path);
  return { gzip, header: header ?? await csvHeader(path, { separator, gzip }) };
}

/** What the events or the machine lack; DuckDB says which kind of error it is. */
const OF_INPUT = /^(Invalid Input|Out of Memory|IO|Conversion) Error: ([^\n]*)/;

/** A broken row, and what is wrong with it. */
const BROKEN_ROW =
  /^Invalid Input Error: CSV Error on Line: (\d+)\n(?:Original Line: [^\n]*\n)?([^\n]*)[^]*?\n +file = ([^\n]*)/;

function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { message } = error;
  const [, row, fault, file] = BROKEN_ROW.exec(message) ?? [];
  if (file !== undefined) {
    return new InputError(`${file}, row ${row}: ${fault}`, { cause: error });
  }
  const [, kind, reason] = OF_INPUT.exec(message) ?? [];
  if (kind === undefined) return error;
  const text = kind === "Out of Memory"
    ? `DuckDB is short of memory, a larger --memory-limit is wanted: ${reason}`
    : reason;
  return new InputError(text!, { cause: error });
}
