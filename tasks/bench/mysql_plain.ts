/**
 * What one would write with mysql2 alone: the other side of mysql.ts. Rows are
 * arrays, as the client gives them.
 */
import { Buffer } from "node:buffer";
import { Readable } from "node:stream";
import mysql from "mysql2";
import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";

type Row = readonly (string | number | null)[];

export class PlainClient {
  readonly #pool: mysql.Pool;

  constructor({ host, port, user, password, database }: MysqlSettings) {
    this.#pool = mysql.createPool({
      ...{ host, port, user, password, database },
      charset: "utf8mb4",
      timezone: "Z",
      dateStrings: true,
      flags: ["+LOCAL_FILES"],
    });
  }

  run(sql: string): Promise<unknown> {
    return new Promise((resolve, reject) =>
      this.#pool.query(
        sql,
        (error, result) => error ? reject(error) : resolve(result),
      )
    );
  }

  /** Sends rows as tab-separated text by LOAD DATA LOCAL INFILE. */
  load(sql: string, rows: readonly Row[]): Promise<unknown> {
    return new Promise((resolve, reject) =>
      this.#pool.query(
        { sql, infileStreamFactory: () => Readable.from(lines(rows)) },
        (error, result) => error ? reject(error) : resolve(result),
      )
    );
  }

  /** Streams all rows of a query into an array. */
  async read(sql: string): Promise<Row[]> {
    const connection = await new Promise<mysql.PoolConnection>(
      (resolve, reject) =>
        this.#pool.getConnection((error, it) =>
          error ? reject(error) : resolve(it)
        ),
    );
    const rows: Row[] = [];
    const query = connection.query({ sql, rowsAsArray: true });
    for await (const row of query.stream()) rows.push(row as Row);
    connection.release();
    return rows;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#pool.end(() => resolve()));
  }
}

const LINES = 1_000;

function* lines(rows: readonly Row[]): Generator<Buffer> {
  for (let at = 0; at < rows.length; at += LINES) {
    const text = rows.slice(at, at + LINES).map((row) =>
      row.map(field).join("\t") + "\n"
    );
    yield Buffer.from(text.join(""));
  }
}

function field(value: Row[number]): string {
  if (value === null) return "\\N";
  return String(value).replace(/[\\\t\n]/g, "\\$&");
}
