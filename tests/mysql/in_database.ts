import { MysqlClient } from "../../src/mysql/mysql_client.ts";
import type { MysqlSession } from "../../src/mysql/mysql_session.ts";
import type { MysqlEnvironment } from "../../src/environment.ts";
import type { MysqlSettings } from "../../src/mysql/mysql_settings.ts";
import { service } from "../services.ts";

const connection = await service("mysql");

/** Tests that need a server are skipped where there is none. */
export const noMysql = connection === undefined;

/** What a test gets: a database of its own. */
export interface TestDatabase {
  readonly settings: MysqlSettings;
  /** Runs statements, one after the other, and gives the last one's rows. */
  readonly sql: (...statements: string[]) => Promise<Record<string, unknown>[]>;
}

/** Makes an empty database, uses it and removes it. */
export async function inDatabase(
  use: (database: TestDatabase) => Promise<void>,
): Promise<void> {
  const outer = { ...connection!, timeoutMs: 60_000 };
  const database = `nextcart_test_${crypto.randomUUID().slice(0, 8)}`;
  const settings = { ...outer, database };
  await runSql(outer, [`CREATE DATABASE ${database} CHARACTER SET utf8mb4`]);
  try {
    await use({
      settings,
      sql: (...statements) => runSql(settings, statements),
    });
  } finally {
    await runSql(outer, [`DROP DATABASE ${database}`]);
  }
}

/** The environment that leads to a server. */
export function environmentOf(settings: MysqlSettings): MysqlEnvironment {
  const { host, port, user, password, database } = settings;
  return { host, port: String(port), user, password, database };
}

/** Runs statements on a server, and gives the last one's rows. */
export async function runSql(
  settings: MysqlSettings,
  statements: readonly string[],
): Promise<Record<string, unknown>[]> {
  return await withSession(settings, async (session) => {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = await session.rows(statement);
    return rows;
  });
}

/** Uses a connection of its own. */
export async function withSession<T>(
  settings: MysqlSettings,
  use: (session: MysqlSession) => Promise<T>,
): Promise<T> {
  const client = await MysqlClient.open(settings);
  try {
    return await client.run(use);
  } finally {
    await client.close();
  }
}
