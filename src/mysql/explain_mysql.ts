import { InputError } from "../errors.ts";
import { isLost } from "./is_lost.ts";
import type { MysqlSettings } from "./mysql_settings.ts";

/** What mysql2 says of an error of the server. */
interface ServerError {
  readonly code?: string;
  readonly errno?: number;
  readonly message?: string;
  /** The server's own words. */
  readonly sqlMessage?: string;
}

/** What only the one who runs the program, or the server, can mend. */
const WORDS: Readonly<Record<string, (it: MysqlSettings) => string>> = {
  ER_ACCESS_DENIED_ERROR: ({ user }) =>
    `refuses the user "${user}": MYSQL_USER and MYSQL_PASSWORD are wanted as the server knows them`,
  ER_DBACCESS_DENIED_ERROR: ({ user, database }) =>
    `does not let the user "${user}" into the database "${database}"`,
  ER_BAD_DB_ERROR: ({ database }) =>
    `has no database "${database}" (MYSQL_DATABASE)`,
};

/** Codes whose own words say what is wrong: rights, statements, values, disk. */
const OWN_WORDS = new Set([
  "ER_TABLEACCESS_DENIED_ERROR",
  "ER_COLUMNACCESS_DENIED_ERROR",
  "ER_SPECIFIC_ACCESS_DENIED_ERROR",
  "ER_NO_SUCH_TABLE",
  "ER_BAD_FIELD_ERROR",
  "ER_PARSE_ERROR",
  "ER_NOT_SUPPORTED_AUTH_MODE",
  "ER_DATA_TOO_LONG",
  "ER_WARN_DATA_OUT_OF_RANGE",
  "ER_TRUNCATED_WRONG_VALUE",
  "ER_TRUNCATED_WRONG_VALUE_FOR_FIELD",
  "ER_NET_PACKET_TOO_LARGE",
  "ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION",
  "ER_OPTION_PREVENTS_STATEMENT",
  "ER_DUP_FIELDNAME",
  "ER_CANT_AGGREGATE_2COLLATIONS",
]);

const DISK_FULL =
  /ER_DISK_FULL|ER_RECORD_FILE_FULL|ER_ERROR_ON_WRITE|ER_TEMP_FILE_WRITE|errno: 28|no space left|change size of file/i;
const TLS = /certificate|HANDSHAKE_.*SSL|ERR_TLS|self.signed|SSL connection/i;

/** What to throw: what the user or the server's keeper can mend is no bug. */
export function explainMysql(
  error: unknown,
  settings: MysqlSettings,
): unknown {
  if (error instanceof InputError) return error;
  const reason = reasonOf((error ?? {}) as ServerError, settings, error);
  if (reason === undefined) return error;
  const { host, port } = settings;
  return new InputError(`MySQL at ${host}:${port} ${reason}`, {
    cause: error,
  });
}

function reasonOf(
  { code = "", message = "", sqlMessage }: ServerError,
  settings: MysqlSettings,
  error: unknown,
): string | undefined {
  const words = `${sqlMessage ?? message}`.split("\n")[0]!;
  if (Object.hasOwn(WORDS, code)) return WORDS[code]!(settings);
  if (DISK_FULL.test(`${code} ${words}`)) {
    return `has no space left on its disk: ${words}`;
  }
  if (OWN_WORDS.has(code)) return `says: ${words}`;
  if (TLS.test(`${code} ${words}`)) return `gives no TLS that fits: ${words}`;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "is not found";
  if (isLost(error)) return `cannot be reached or was lost: ${words || code}`;
}
