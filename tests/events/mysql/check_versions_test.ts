import assert from "node:assert/strict";
import { InputError } from "../../../src/errors.ts";
import { checkVersions } from "../../../src/events/mysql/check_versions.ts";
import { inDatabase, noMysql, withSession } from "../../mysql/in_database.ts";

const PRODUCTS = {
  table: "products",
  item: "item",
  validFrom: "since",
  validTo: "until",
  columns: ["brand"],
};

Deno.test({
  name: "checkVersions() refuses two versions of a product at one time",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      const check = () =>
        withSession(settings, (it) => checkVersions(it, PRODUCTS));
      await sql(
        "CREATE TABLE products (item INT, since DATE, until DATE)",
        "INSERT INTO products VALUES (1, '2019-01-01', '2019-02-01'), " +
          "(1, '2019-02-01', NULL), (2, '2019-01-15', NULL), " +
          // Never valid, so in nobody's way.
          "(1, '2019-01-10', '2019-01-10')",
      );
      await check();
      await sql("INSERT INTO products VALUES (2, '2019-01-20', NULL)");
      await assert.rejects(
        check(),
        new InputError(
          'MySQL table products: the version of "2" from 2019-01-15 on is ' +
            "still valid when the next one begins",
        ),
      );
    }),
});
