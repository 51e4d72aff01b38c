import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { JOIN_COLUMNS } from "../../../src/events/mysql/join_versions.ts";
import { readVersions } from "../../../src/events/mysql/read_versions.ts";
import { inDatabase, noMysql, withSession } from "../../mysql/in_database.ts";

Deno.test({
  name: "readVersions() gives those that are ever valid, by their start",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      await sql(
        "CREATE TABLE products (sku BIGINT, since DATE, until DATE, brand TEXT)",
        "INSERT INTO products VALUES (7, '2020-01-05', NULL, 'b'), " +
          "(8, '2020-01-01', '2020-01-02', NULL), " +
          "(7, '2020-01-03', '2020-01-03', 'never'), " +
          "(NULL, '2020-01-01', NULL, 'none')",
      );
      const read = (columns: string[]) =>
        withSession(settings, (session) =>
          readVersions(session, {
            table: "products",
            item: "sku",
            validFrom: "since",
            validTo: "until",
            columns: ["brand", "other"],
          }, {
            columns,
            numbers: new Set(),
            hash: createHash("sha256"),
          }));
      const versions = await read(["brand"]);
      const { item, from, to } = JOIN_COLUMNS;
      assert.deepEqual(versions.columns, [item, from, to, "brand"]);
      assert.deepEqual(versions.getColumn(item).toArray(), ["8", "7"]);
      assert.deepEqual(versions.getColumn("brand").toArray(), [null, "b"]);
      assert.equal(versions.getColumn(to).nullCount(), 1);
      // A preset may read none of the columns that products have.
      assert.deepEqual((await read([])).columns, [item, from, to]);
    }),
});
