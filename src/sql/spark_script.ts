import { sparkDialect } from "./spark_dialect.ts";
import type { GrowStatement, Statement } from "./statement.ts";

/** What a script begins with, and where it writes. */
export interface SparkScriptOptions {
  /** Statements that make the sources' tables. */
  readonly sources: readonly string[];
  /** Address of the folder that gets the results: `file:///…`, `s3a://…`. */
  readonly results: string;
}

/** A plan as a script for `spark-sql -f`. */
export function sparkScript(
  statements: readonly Statement[],
  { sources, results }: SparkScriptOptions,
): string {
  const lines = [
    ...sources,
    ...statements.map((it) => toSql(it, results)),
  ];
  return lines.map((line) => `${line};\n`).join("");
}

/** Tables, not cached views: plans stay short, and memory need not hold them. */
function toSql(statement: Statement, results: string): string {
  switch (statement.kind) {
    case "table":
      return createTable(statement.name, statement.select);
    case "drop":
      return `DROP TABLE ${statement.name}`;
    case "write": {
      const path = sparkDialect.string(`${results}/${statement.file}`);
      return `INSERT OVERWRITE DIRECTORY ${path} USING parquet ` +
        `OPTIONS (compression 'zstd') ${statement.select}`;
    }
    case "grow":
      return grow(statement);
  }
}

function createTable(name: string, select: string): string {
  return `CREATE TABLE ${name} USING parquet AS ${select}`;
}

function grow({ tables, add }: GrowStatement): string {
  const rows = `(${
    tables.map(({ name }) => `(SELECT count(*) FROM ${name})`).join(" + ")
  })`;
  return [
    "BEGIN",
    "DECLARE before BIGINT DEFAULT -1;",
    "DECLARE after BIGINT DEFAULT 0;",
    ...tables.map(({ name, select }) => `${createTable(name, select)};`),
    `SET after = ${rows};`,
    "WHILE after > before DO",
    "SET before = after;",
    ...add.map(({ to, select }) => `INSERT INTO ${to} ${select};`),
    `SET after = ${rows};`,
    "END WHILE;",
    "END",
  ].join("\n");
}
