import assert from "node:assert/strict";
import { sparkDialect } from "../../src/sql/spark_dialect.ts";

Deno.test("sparkDialect.time() turns a strftime pattern into Java's", () => {
  const time = sparkDialect.time({ sql: "`at`" }, "%Y-%m-%d %H:%M:%S UTC");
  assert.ok(
    time.includes("'yyyy-MM-dd\\' \\'HH:mm:ss\\' UTC\\''"),
    time,
  );
});

Deno.test("sparkDialect.time() refuses what Java has no letter for", () => {
  assert.throws(
    () => sparkDialect.time({ sql: "`at`" }, "%j"),
    /^InputError: Time format %j: %j is not known to Spark, one of %Y, %m/,
  );
});

Deno.test("sparkDialect.quote() and .string() escape what ends a name or a text", () => {
  assert.equal(sparkDialect.quote("a`b"), "`a``b`");
  assert.equal(sparkDialect.string("it's \\n"), "'it\\'s \\\\n'");
});
