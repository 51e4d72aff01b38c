import type { ColumnsParams } from "../config.ts";
import type { Dialect, RawColumn } from "./dialect.ts";
import { AFTER_ALL } from "./given_rows.ts";
import { LOG_EVENT, LOG_TIME } from "./log_study.ts";

/** Name of the column by which a source's rows are in order. */
export const ROW = "nextcart_row";

/** A query for a source's raw rows. */
export interface RawEvents {
  /** Gives the columns that are named, as the source has them, and {@link ROW}. */
  readonly select: string;
  /** Types of the columns by name, where the engine tells them in advance. */
  readonly types?: Readonly<Record<string, string>>;
  /** What the source is called, for messages. */
  readonly name: string;
  /** What to add to {@link ROW} for a row's number in messages, where that is one. */
  readonly rowOffset?: number;
}

/** Options of {@link canonicalSelect}. */
export interface CanonicalSelectOptions {
  /** The events as they come. */
  readonly raw: RawEvents;
  /** How the engine spells SQL. */
  readonly dialect: Dialect;
  /** Whether these are the events of a given test set. @default {false} */
  readonly given?: boolean;
  /**
   * Adds a column `target`: 0 or 1 where the raw events say so, else null.
   *
   * @default {none is added}
   */
  readonly target?: "told" | "null" | undefined;
  /** Adds {@link LOG_EVENT} and {@link LOG_TIME}. @default {false} */
  readonly withLog?: boolean;
}

/**
 * The canonical events (event.ts) of raw ones, those that lack something
 * included: `rid` (what rows are ordered by), `session`, `usr`, `time`, `item`,
 * `cart` (0 or 1), and each category, key and number as `c_…`, `k_…`, `n_…`.
 * A value that is no time or number, where one is wanted, ends the query.
 */
export function canonicalSelect(
  columns: ColumnsParams,
  { raw, dialect, given = false, target, withLog = false }:
    CanonicalSelectOptions,
): string {
  const reader = new Reader(raw, dialect);
  const { session, user, item, event, time } = columns;
  const plus = time.plusMs === undefined
    ? ""
    : ` + CAST(floor(${reader.number(time.plusMs)}) AS BIGINT)`;
  const cart = event === undefined
    ? "0"
    : `CASE WHEN ${reader.text(event.column)} = ${
      dialect.string(event.cart)
    } THEN 1 ELSE 0 END`;
  const told = target === "told"
    ? `CASE WHEN ${reader.text("target")} = 'true' THEN 1 ELSE 0 END`
    : "CAST(NULL AS INT)";
  const extra = (
    prefix: string,
    names: Readonly<Record<string, string>>,
    read: (column: string) => string,
  ) =>
    Object.entries(names).map(([name, it]) =>
      `${read(it)} AS ${prefix}${name}`
    );
  const text = (column: string) => reader.text(column);
  return `SELECT ${
    [
      `${ROW}${given ? ` + ${AFTER_ALL}` : ""} AS rid`,
      ...(session === undefined ? [] : [`${text(session)} AS session`]),
      ...(user === undefined ? [] : [`${text(user)} AS usr`]),
      `${reader.time(time)}${plus} AS time`,
      `${text(item)} AS item`,
      `${cart} AS cart`,
      ...(target === undefined ? [] : [`${told} AS target`]),
      ...(withLog ? [`${reader.time(time)} AS ${LOG_TIME}`] : []),
      ...(withLog && event !== undefined
        ? [`${text(event.column)} AS ${LOG_EVENT}`]
        : []),
      ...extra("c_", columns.categories, text),
      ...extra("k_", columns.keys, text),
      ...extra("n_", columns.numbers, (it) => reader.number(it)),
    ].join(", ")
  } FROM (${raw.select}) raw`;
}

class Reader {
  readonly #raw: RawEvents;
  readonly #dialect: Dialect;

  constructor(raw: RawEvents, dialect: Dialect) {
    this.#raw = raw;
    this.#dialect = dialect;
  }

  text(name: string): string {
    return this.#dialect.text(this.#column(name));
  }

  number(name: string): string {
    const value = this.#dialect.number(this.#column(name));
    const bad = this.#bad(name, "a number");
    return `CASE WHEN ${value} IS NULL THEN CAST(${bad} AS DOUBLE) ` +
      `WHEN ${this.#dialect.isFinite(value)} THEN ${value} END`;
  }

  time({ column, format }: ColumnsParams["time"]): string {
    const value = this.#dialect.time(this.#column(column), format);
    const bad = this.#bad(column, `a time (${format})`);
    return `coalesce(${value}, CAST(${bad} AS BIGINT))`;
  }

  #column(name: string): RawColumn {
    return { sql: this.#dialect.quote(name), type: this.#raw.types?.[name] };
  }

  /** Fails where the raw value, which could not be read, is there. */
  #bad(name: string, wanted: string): string {
    const { quote, string, fail } = this.#dialect;
    const found = `CAST(${quote(name)} AS STRING)`;
    const offset = this.#raw.rowOffset;
    const row = offset === undefined
      ? ""
      : `${string(", row ")} || CAST(${ROW} + ${offset} AS STRING) || `;
    const message = `${string(this.#raw.name)} || ${row}${
      string(`: ${name} is "`)
    } || ${found} || ${string(`", ${wanted} is wanted`)}`;
    return `CASE WHEN ${found} <> '' THEN ${fail(message)} END`;
  }
}
