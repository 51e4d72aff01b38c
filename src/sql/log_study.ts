import type { ColumnsParams } from "../config.ts";
import type { Dialect } from "./dialect.ts";

/** A log as an engine has it, before anything is left out. */
export interface LogRows {
  /**
   * A query of all its rows: canonical events with {@link LOG_EVENT}, where there
   * is a column of events, and {@link LOG_TIME}.
   */
  readonly rows: string;
  /** Names and kinds of its columns. */
  readonly columns: ColumnsParams;
  /** How the engine spells SQL. */
  readonly dialect: Dialect;
}

/** What happened, in the log's own word. */
export const LOG_EVENT = "log_event";
/** Milliseconds since the epoch by the column of times alone. */
export const LOG_TIME = "log_time";

/** What else is to be found out of a log while an engine has it at hand. */
export interface LogStudy {
  /** Queries by the names of their results. */
  selects(log: LogRows): Readonly<Record<string, string>>;
  /**
   * Takes what they gave.
   *
   * @param folder Holds each result as `NAME.parquet`, a file or a folder of parts.
   */
  read(folder: string, columns: ColumnsParams): void;
}
