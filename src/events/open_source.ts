import type { EventsParams } from "../config.ts";
import type { MysqlEnvironment } from "../environment.ts";
import { InputError } from "../errors.ts";
import { mysqlSettings } from "../mysql/mysql_settings.ts";
import { csvSource } from "./csv.ts";
import { demoShopSource } from "./demo/demo_shop.ts";
import type { EventSource } from "./event_source.ts";
import { mysqlSource } from "./mysql/mysql_source.ts";
import { parquetSource } from "./parquet.ts";
import { isS3aAddress, s3aSource } from "./s3a_source.ts";
import { sessionsSource } from "./sessions.ts";
import { usersSource } from "./users.ts";

/** Options of {@link openSource}. */
export interface OpenSourceOptions {
  /**
   * File or folder that holds the events, or a table; the demo shop needs none,
   * nor does a preset that names its table.
   */
  readonly input?: string;
  /** Where MySQL is, for the format that reads from there. */
  readonly mysql?: MysqlEnvironment | undefined;
}

/**
 * The source of a dataset's events. The demo shop makes them where no input is
 * given; else the input is Parquet in the shop's schema.
 *
 * @throws {InputError} where the format needs an input and none is given.
 */
export function openSource(
  events: EventsParams,
  { input, mysql = {} }: OpenSourceOptions = {},
): EventSource {
  if (events.format === "mysql") {
    return mysqlSource(events, {
      settings: mysqlSettings(mysql),
      table: input,
    });
  }
  if (input !== undefined) return openFile(events, input, false);
  if (events.format === "demo") return demoShopSource(events);
  throw new InputError(
    `--input is missing: a file in the format "${events.format}" is wanted`,
  );
}

/**
 * The source of a given test set (`--test`): a file, or a table, of the same
 * format, save that `sessions` also reads lines of `prefix TAB next`. Its frame
 * has the column `target` where only some events are to be predicted, and
 * sessions of the format `sessions` come after all those of the training file in
 * time.
 */
export function openTestSource(
  events: EventsParams,
  test: string,
  { mysql = {} }: Pick<OpenSourceOptions, "mysql"> = {},
): EventSource {
  if (events.format === "mysql") {
    return mysqlSource(events, { settings: mysqlSettings(mysql), table: test });
  }
  return openFile(events, test, true);
}

function openFile(
  events: Exclude<EventsParams, { format: "mysql" }>,
  path: string,
  test: boolean,
): EventSource {
  if (isS3aAddress(path)) return s3aSource(path, { params: events });
  switch (events.format) {
    case "csv":
      return csvSource(path, { params: events });
    case "demo":
      requireParquet(path);
      return parquetSource(path, { columns: events.columns });
    case "parquet":
      return parquetSource(path, { columns: events.columns });
    case "sessions":
      return sessionsSource(path, { test });
    case "users":
      return usersSource(path);
  }
}

/** Who has named no preset has a log of his own in mind, not the demo shop's. */
function requireParquet(path: string): void {
  if (!/\.(csv|tsv|txt|jsonl?)(\.gz)?$/i.test(path)) return;
  throw new InputError(
    `${path} is no Parquet of the demo shop: a preset says how another log is read (--preset)`,
  );
}
