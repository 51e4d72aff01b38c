import assert from "node:assert/strict";
import type { Field } from "../../src/mysql/driver.ts";
import { fieldKind } from "../../src/mysql/field_kind.ts";
import { inDatabase, noMysql, withSession } from "./in_database.ts";

const KINDS: Record<string, string> = {
  TINYINT: "number",
  SMALLINT: "number",
  MEDIUMINT: "number",
  INT: "number",
  BIGINT: "text",
  FLOAT: "number",
  DOUBLE: "number",
  "DECIMAL(30, 10)": "decimal",
  YEAR: "number",
  DATE: "time",
  "DATETIME(6)": "time",
  TIMESTAMP: "time",
  TIME: "text",
  "CHAR(3)": "text",
  "VARCHAR(3)": "text",
  TEXT: "text",
  LONGTEXT: "text",
  "ENUM('a')": "text",
  JSON: "text",
  "BIT(1)": "bytes",
  "BINARY(16)": "bytes",
  "VARBINARY(16)": "bytes",
  BLOB: "bytes",
};

Deno.test({
  name: "fieldKind() knows the types of a real table",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      const types = Object.keys(KINDS);
      const columns = types.map((type, at) => `c${at} ${type} NULL`);
      await sql(`CREATE TABLE t (${columns.join(", ")})`);
      let fields: readonly Field[] = [];
      await withSession(settings, (session) =>
        session.each("SELECT * FROM t", {
          onFields: (found) => fields = found,
          onRow: () => {},
        }));
      const kinds = types.map((type, at) => [type, fieldKind(fields[at]!)]);
      assert.deepEqual(Object.fromEntries(kinds), KINDS);
    }),
});
