import { InputError } from "../errors.ts";
import type { MysqlSession } from "../mysql/mysql_session.ts";
import { quoteName } from "../mysql/quote_name.ts";
import type { ColumnType } from "./column_types.ts";

/**
 * Adds the columns that a table lacks, and makes a DECIMAL a DOUBLE where its
 * numbers no longer fit. Must not run within a transaction, which it would end.
 *
 * @param table The table's name, not quoted.
 * @throws {InputError} where a column is there with another meaning.
 */
export async function ensureColumns(
  session: MysqlSession,
  table: string,
  wanted: Readonly<Record<string, ColumnType>>,
): Promise<void> {
  const found = await columnsOf(session, table);
  const changes = Object.entries(wanted).flatMap(([name, type]) => {
    const old = found.get(name);
    if (old === undefined) return [`ADD COLUMN ${quoteName(name)} ${type}`];
    if (fits(old, type)) return [];
    if (old === "decimal" && type === "DOUBLE") {
      return [`MODIFY COLUMN ${quoteName(name)} DOUBLE`];
    }
    throw new InputError(
      `MySQL table ${table}: column "${name}" is of the type ${old}, ` +
        `${type.toLowerCase()} is wanted`,
    );
  });
  if (changes.length === 0) return;
  await session.run(`ALTER TABLE ${quoteName(table)} ${changes.join(", ")}`);
}

/** Types of a table's columns by name, as information_schema has them. */
async function columnsOf(
  session: MysqlSession,
  table: string,
): Promise<Map<string, string>> {
  const rows = await session.rows<{ name: string; type: string }>(
    "SELECT column_name AS name, data_type AS type " +
      "FROM information_schema.columns " +
      "WHERE table_schema = DATABASE() AND table_name = ?",
    [table],
  );
  return new Map(rows.map(({ name, type }) => [name, type.toLowerCase()]));
}

/** Which types of columns hold every value of a wanted one. */
const HOLDS: Readonly<Record<ColumnType, readonly string[]>> = {
  "VARCHAR(255)": ["varchar", "text", "mediumtext", "longtext"],
  "BOOLEAN": ["tinyint"],
  "INT": ["int", "bigint"],
  "DATETIME(3)": ["datetime"],
  "DECIMAL(18,6)": ["decimal", "double"],
  "DOUBLE": ["double"],
};

function fits(found: string, wanted: ColumnType): boolean {
  return HOLDS[wanted].includes(found);
}
