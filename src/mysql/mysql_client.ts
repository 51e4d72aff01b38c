import { isIP } from "node:net";
import pRetry from "p-retry";
import { InputError } from "../errors.ts";
import type { Driver, DriverConnection, DriverPool } from "./driver.ts";
import { explainMysql } from "./explain_mysql.ts";
import { isLost } from "./is_lost.ts";
import { MysqlSession } from "./mysql_session.ts";
import type { MysqlSettings } from "./mysql_settings.ts";

const CONNECT_MS = 10_000;
const MOST_CONNECTIONS = 4;
const MOST_PAUSE_MS = 10_000;

/** What every connection is told: strict about values, times in UTC. */
const SESSION = "SET time_zone = '+00:00', sql_mode = " +
  "'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";

/** A pool of connections to a MySQL (or MariaDB) server. */
export class MysqlClient {
  readonly #settings: MysqlSettings;
  readonly #pool: DriverPool;

  private constructor(settings: MysqlSettings, pool: DriverPool) {
    this.#settings = settings;
    this.#pool = pool;
  }

  /**
   * Makes ready to connect; {@link close} it afterwards.
   *
   * @throws {InputError} where the file of certificates cannot be read.
   */
  static async open(settings: MysqlSettings): Promise<MysqlClient> {
    const mysql = await import("mysql2") as unknown as { default: Driver };
    const pool = mysql.default.createPool(await poolOptions(settings));
    return new MysqlClient(settings, pool);
  }

  /**
   * Runs work on a connection. Where the connection is lost, or the server does
   * not answer yet, all of the work is done again on another, after pauses that
   * double, with jitter: work must be one transaction, or nothing that is kept.
   *
   * @throws {InputError} for what is wrong with the server, the credentials or
   * a statement.
   */
  async run<T>(work: (session: MysqlSession) => Promise<T>): Promise<T> {
    const { retries = 5, retryMs = 250 } = this.#settings;
    try {
      return await pRetry(() => this.#runOnce(work), {
        retries,
        minTimeout: retryMs,
        maxTimeout: MOST_PAUSE_MS,
        randomize: true,
        shouldRetry: ({ error }) => isLost(error),
      });
    } catch (error) {
      throw explainMysql(error, this.#settings);
    }
  }

  /** Ends all connections. */
  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#pool.end(() => resolve()));
  }

  async #runOnce<T>(work: (session: MysqlSession) => Promise<T>): Promise<T> {
    const connection = await this.#connect();
    const { host, port, timeoutMs } = this.#settings;
    const session = new MysqlSession(connection, {
      timeoutMs,
      name: `MySQL at ${host}:${port}`,
    });
    try {
      await session.run(SESSION);
      const result = await work(session);
      connection.release();
      return result;
    } catch (error) {
      // Locks, temporary tables, half a transaction: they go with it.
      connection.destroy();
      throw error;
    }
  }

  #connect(): Promise<DriverConnection> {
    return new Promise((resolve, reject) =>
      this.#pool.getConnection((error, connection) =>
        error ? reject(error) : resolve(connection)
      )
    );
  }
}

async function poolOptions(settings: MysqlSettings) {
  const { host, port, user, password, database, sslCa } = settings;
  return {
    ...{ host, port, user, password, database },
    charset: "utf8mb4",
    timezone: "Z",
    // Values as the server writes them: nothing is rounded or moved in time.
    dateStrings: true,
    jsonStrings: true,
    supportBigNumbers: true,
    bigNumberStrings: true,
    // LOAD DATA LOCAL; affected rows count those that an upsert changed.
    flags: ["+LOCAL_FILES", "-FOUND_ROWS"],
    connectTimeout: Math.min(CONNECT_MS, settings.timeoutMs),
    connectionLimit: MOST_CONNECTIONS,
    ...(sslCa === undefined ? {} : {
      ssl: {
        ca: await readCertificates(sslCa),
        // mysql2 holds a server's name against its certificate, no address.
        verifyIdentity: isIP(host) === 0,
      },
    }),
  };
}

async function readCertificates(path: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (cause) {
    throw new InputError(`${path} cannot be read (MYSQL_SSL_CA)`, { cause });
  }
}
