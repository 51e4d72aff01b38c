import { DuckDBInstance } from "@duckdb/node-api";

/** The rows of a query of DuckDB, after these statements; whole numbers as numbers. */
export async function query(
  select: string,
  before: readonly string[] = [],
): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    for (const statement of before) await connection.run(statement);
    const rows = (await connection.runAndReadAll(select)).getRowObjects();
    return rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, it]) => [
          name,
          typeof it === "bigint" ? Number(it) : it,
        ]),
      )
    );
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** One column of a query's rows. */
export async function queryColumn(
  name: string,
  select: string,
  before: readonly string[] = [],
): Promise<unknown[]> {
  return (await query(select, before)).map((row) => row[name]);
}

/** A statement that makes a table of these rows. */
export function makeTable(
  name: string,
  rows: readonly Readonly<Record<string, string | number | null>>[],
): string {
  const literal = (value: string | number | null) =>
    value === null
      ? "NULL"
      : typeof value === "number"
      ? String(value)
      : `'${value.replaceAll("'", "''")}'`;
  const selects = rows.map((row) =>
    `SELECT ${
      Object.entries(row).map(([key, it]) => `${literal(it)} AS ${key}`)
        .join(", ")
    }`
  );
  return `CREATE TABLE ${name} AS ${selects.join(" UNION ALL ")}`;
}
