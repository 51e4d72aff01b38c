import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { quoteName } from "../../src/mysql/quote_name.ts";
import { inDatabase, noMysql } from "./in_database.ts";

Deno.test("quoteName() doubles backticks", () => {
  assert.equal(quoteName("price"), "`price`");
  assert.equal(quoteName("a`b"), "`a``b`");
});

Deno.test("quoteName() refuses what MySQL allows for no name", () => {
  for (
    const [name, reason] of [
      ["", 'MySQL name "" is empty'],
      ["a\0", 'MySQL name "a\\u0000" holds a zero byte or ends with a space'],
      ["a ", 'MySQL name "a " holds a zero byte or ends with a space'],
    ] as const
  ) {
    assert.throws(() => quoteName(name), new InputError(reason));
  }
  assert.throws(() => quoteName("x".repeat(65)), /more than 64 characters/);
});

Deno.test({
  name: "quoteName() keeps SQL in a name from being run",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ sql }) => {
      const name = "x` INT); DROP TABLE t; -- ";
      const quoted = quoteName(`${name}.`);
      await sql(`CREATE TABLE t (${quoted} INT)`, "INSERT INTO t VALUES (7)");
      assert.deepEqual(await sql(`SELECT ${quoted} AS found FROM t`), [
        { found: 7 },
      ]);
    }),
});
