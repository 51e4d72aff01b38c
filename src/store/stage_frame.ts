import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import type { MysqlSession } from "../mysql/mysql_session.ts";
import { quoteName } from "../mysql/quote_name.ts";
import { type ColumnType, columnTypes } from "./column_types.ts";
import { tsvRows } from "./tsv_rows.ts";

/** Options of {@link stageFrame}. */
export interface StageFrameOptions {
  /** Name of the temporary table. */
  readonly table: string;
  /** What the rows are called in messages: the source's name. */
  readonly name: string;
  /**
   * Types of columns that are known; the others are found.
   *
   * @default {those that fit the frame}
   */
  readonly types?: Readonly<Record<string, ColumnType>>;
}

/**
 * Puts a frame into a temporary table of the session, with `_row`, the rows'
 * numbers from 1, as its key: by LOAD DATA, or by INSERTs where the server
 * forbids that. Beside the frame, memory holds a part of it as text.
 *
 * @throws {InputError} naming the column and row of a value that does not fit.
 */
export async function stageFrame(
  session: MysqlSession,
  frame: pl.DataFrame,
  { table, name, types = columnTypes(frame) }: StageFrameOptions,
): Promise<void> {
  const columns = frame.columns.map((it) => `${quoteName(it)} ${types[it]}`);
  await session.run(`DROP TEMPORARY TABLE IF EXISTS ${quoteName(table)}`);
  await session.run(
    `CREATE TEMPORARY TABLE ${quoteName(table)} (
      \`_row\` BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
      ${columns.join(", ")}
    ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  );
  const plain = withoutBooleans(frame);
  try {
    await loadRows(session, plain, table);
  } catch (error) {
    if (!isForbidden(error)) throw explain(error, name);
    await insertRows(session, plain, table).catch((error) => {
      throw explain(error, name);
    });
  }
}

/** Booleans as MySQL has them. */
function withoutBooleans(frame: pl.DataFrame): pl.DataFrame {
  const columns = frame.columns.map((name) =>
    frame.getColumn(name).dtype.variant === "Bool"
      ? pl.col(name).cast(pl.UInt8).alias(name)
      : pl.col(name)
  );
  return frame.select(...columns);
}

const LOAD_ROWS = 20_000;

async function loadRows(
  session: MysqlSession,
  frame: pl.DataFrame,
  table: string,
): Promise<void> {
  const variables = frame.columns.map((_, at) => `@v${at}`);
  const set = frame.columns.map((name, at) =>
    `${quoteName(name)} = NULLIF(@v${at}, '')`
  );
  const { warningStatus } = await session.loadInfile(
    `LOAD DATA LOCAL INFILE 'rows' INTO TABLE ${quoteName(table)} ` +
      "CHARACTER SET utf8mb4 FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' " +
      `LINES TERMINATED BY '\\n' (${variables.join(", ")}) ` +
      `SET ${set.join(", ")}`,
    parts(frame, LOAD_ROWS, tsvRows),
  );
  if (warningStatus === 0) return;
  // Of a client's file, the server takes even rows that do not fit.
  const [first] = await session.rows<{ Message: string }>("SHOW WARNINGS");
  throw new Misfit(first?.Message ?? "a value does not fit");
}

/** Some megabytes at most, far below what servers take at once (16). */
const INSERT_ROWS = 500;

async function insertRows(
  session: MysqlSession,
  frame: pl.DataFrame,
  table: string,
): Promise<void> {
  const columns = frame.columns.map(quoteName).join(", ");
  const sql = `INSERT INTO ${quoteName(table)} (${columns}) VALUES ?`;
  const text = frame.select(
    ...frame.columns.map((name) =>
      frame.getColumn(name).dtype.variant === "Datetime"
        ? pl.col(name).cast(pl.Utf8).alias(name)
        : pl.col(name)
    ),
  );
  for (const rows of parts(text, INSERT_ROWS, (part) => part.rows())) {
    await session.run(sql, [rows]);
  }
}

function* parts<T>(
  frame: pl.DataFrame,
  size: number,
  make: (part: pl.DataFrame) => T,
): Generator<T> {
  for (let row = 0; row < frame.height; row += size) {
    yield make(frame.slice(row, size));
  }
}

class Misfit extends Error {}

/** The server, its version or the client's library may forbid LOAD DATA LOCAL. */
function isForbidden(error: unknown): boolean {
  const { errno } = (error ?? {}) as { errno?: number };
  return errno !== undefined && FORBIDDEN.has(errno);
}

/** ER_NOT_ALLOWED_COMMAND; disabled on the server, in MySQL and MariaDB. */
const FORBIDDEN = new Set([1148, 3948, 3950, 4166]);

/** Too long, out of range, no such date or character: the user's values. */
const MISFIT_CODES =
  /^(ER_DATA_TOO_LONG|ER_WARN_DATA_OUT_OF_RANGE|ER_TRUNCATED_WRONG_VALUE.*)$/;

function explain(error: unknown, name: string): unknown {
  const { code = "", sqlMessage, message } = error as Error & {
    code?: string;
    sqlMessage?: string;
  };
  if (!(error instanceof Misfit) && !MISFIT_CODES.test(code)) return error;
  return new InputError(
    `${name}: ${sqlMessage ?? message}; nothing was loaded`,
    { cause: error },
  );
}
