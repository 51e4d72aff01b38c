import assert from "node:assert/strict";
import { duckdbDialect } from "../../src/sql/duckdb_dialect.ts";
import { query } from "./query.ts";

async function valueOf(sql: string): Promise<unknown> {
  return (await query(`SELECT ${sql} AS value`))[0]!.value;
}

Deno.test("duckdbDialect.text() writes whole floats without a point, and no NaN", async () => {
  const text = (sql: string, type: string) =>
    valueOf(duckdbDialect.text({ sql, type }));
  assert.equal(await text("17.0::DOUBLE", "DOUBLE"), "17");
  assert.equal(await text("1.5::FLOAT", "FLOAT"), "1.5");
  assert.equal(await text("'nan'::DOUBLE", "DOUBLE"), null);
  assert.equal(await text("17::BIGINT", "BIGINT"), "17");
  assert.equal(await text("true", "BOOLEAN"), "true");
  assert.equal(await text("''", "VARCHAR"), null);
});

Deno.test("duckdbDialect.time() reads every format as milliseconds in UTC", async () => {
  const time = (sql: string, format: string, type?: string) =>
    valueOf(duckdbDialect.time({ sql, type }, format));
  assert.equal(await time("'1.5'", "epoch_s"), 1500);
  assert.equal(await time("2.6", "epoch_ms"), 3);
  assert.equal(await time("'1970-01-02'", "iso"), 86_400_000);
  assert.equal(await time("'1970-01-01T01:00:00+01:00'", "iso"), 0);
  const pattern = "%Y-%m-%d %H:%M:%S UTC";
  assert.equal(await time("'1970-01-01 00:00:02 UTC'", pattern), 2000);
  assert.equal(await time("'1970-01-01 00:00:02'", pattern), null);
  for (const type of ["TIMESTAMP", "TIMESTAMP_MS", "TIMESTAMP_NS", "DATE"]) {
    assert.equal(
      await time(`'1970-01-02'::${type}`, "iso", type),
      86_400_000,
      type,
    );
  }
});

Deno.test("duckdbDialect.quote() and .string() let any character through", async () => {
  assert.deepEqual(
    await query(
      `SELECT ${duckdbDialect.string("it's")} AS ${
        duckdbDialect.quote('a "b"')
      }`,
    ),
    [{ 'a "b"': "it's" }],
  );
});
