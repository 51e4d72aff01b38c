import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { ensureColumns } from "../../src/store/ensure_columns.ts";
import { inDatabase, noMysql, withSession } from "../mysql/in_database.ts";

Deno.test({
  name: "ensureColumns() adds columns, widens numbers and keeps what fits",
  ignore: noMysql,
  fn: () =>
    inDatabase(({ settings, sql }) =>
      withSession(settings, async (session) => {
        await sql(
          "CREATE TABLE t (price DECIMAL(18,6), size DOUBLE, brand TEXT)",
          "INSERT INTO t VALUES (35.79, 1, 'a')",
        );
        const wanted = {
          price: "DOUBLE",
          size: "DECIMAL(18,6)",
          brand: "VARCHAR(255)",
          "odd`; DROP TABLE t; --": "BOOLEAN",
        } as const;
        for (let time = 0; time < 2; time++) {
          await ensureColumns(session, "t", wanted);
          assert.deepEqual(await sql("SELECT * FROM t"), [{
            price: 35.79,
            size: 1,
            brand: "a",
            "odd`; DROP TABLE t; --": null,
          }]);
        }
        await assert.rejects(
          ensureColumns(session, "t", { brand: "DOUBLE" }),
          new InputError(
            'MySQL table t: column "brand" is of the type text, double is wanted',
          ),
        );
      })
    ),
});
