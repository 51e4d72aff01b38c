import type { MysqlSession } from "../mysql/mysql_session.ts";
import { MIGRATIONS } from "./migrations.ts";
import { storeTables } from "./store_tables.ts";

/**
 * Brings a dataset's tables up to date: runs the migrations that the table
 * `nextcart_migrations` does not list for it, in order.
 *
 * @returns The versions that were run now.
 */
export async function migrate(
  session: MysqlSession,
  dataset: string,
): Promise<number[]> {
  await session.run(
    `CREATE TABLE IF NOT EXISTS \`nextcart_migrations\` (
      \`dataset\` VARCHAR(64) NOT NULL,
      \`version\` INT NOT NULL,
      \`description\` VARCHAR(255) NOT NULL,
      \`applied_at\` DATETIME(3) NOT NULL,
      PRIMARY KEY (\`dataset\`, \`version\`)
    ) ENGINE=InnoDB CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
  );
  const rows = await session.rows<{ version: number }>(
    "SELECT version FROM `nextcart_migrations` WHERE dataset = ?",
    [dataset],
  );
  const done = new Set(rows.map(({ version }) => version));
  const open = MIGRATIONS.filter(({ version }) => !done.has(version));
  for (const { version, description, statements } of open) {
    for (const sql of statements(storeTables(dataset))) await session.run(sql);
    await session.run(
      "INSERT INTO `nextcart_migrations` VALUES (?, ?, ?, UTC_TIMESTAMP(3))",
      [dataset, version, description],
    );
  }
  return open.map(({ version }) => version);
}
