import type { MysqlEnvironment } from "../environment.ts";
import { InputError } from "../errors.ts";

/** How a MySQL server is reached. The password is in no message of ours. */
export interface MysqlSettings {
  /** Name or address. */
  readonly host: string;
  /** TCP port. */
  readonly port: number;
  /** Who asks. */
  readonly user: string;
  /** Their password. */
  readonly password: string;
  /** The database's name. */
  readonly database: string;
  /** Path of certificates (PEM); absent: no TLS. */
  readonly sslCa?: string;
  /** Silence, in milliseconds, after which the server counts as stuck. */
  readonly timeoutMs: number;
  /** How often work is begun again after a lost connection. @default {5} */
  readonly retries?: number;
  /** Pause before the first retry; each later one is twice as long. @default {250} */
  readonly retryMs?: number;
}

/** Sorting a large table on the server may well take some minutes. */
const TIMEOUT_SECONDS = 600;

/**
 * Checks what the environment says.
 *
 * @throws {InputError} naming the variable that is missing or wrong.
 */
export function mysqlSettings(environment: MysqlEnvironment): MysqlSettings {
  const { host, user, password, database, sslCa } = environment;
  return {
    host: required("MYSQL_HOST", host),
    port: positive("MYSQL_PORT", environment.port ?? "3306"),
    user: required("MYSQL_USER", user),
    password: required("MYSQL_PASSWORD", password),
    database: required("MYSQL_DATABASE", database),
    ...(sslCa === undefined ? {} : { sslCa }),
    timeoutMs: 1000 * positive(
      "MYSQL_TIMEOUT",
      environment.timeout ?? String(TIMEOUT_SECONDS),
    ),
  };
}

function required(name: string, value: string | undefined): string {
  if (value !== undefined) return value;
  throw new InputError(
    `${name} is not set: MYSQL_HOST, MYSQL_PORT, MYSQL_USER, MYSQL_PASSWORD ` +
      "and MYSQL_DATABASE say where MySQL is",
  );
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InputError(
    `${name} is "${text}", a whole number from 1 is wanted`,
  );
}
