import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { explainMysql } from "../../src/mysql/explain_mysql.ts";

const SETTINGS = {
  host: "db",
  port: 3306,
  user: "shop",
  password: "sEcret",
  database: "events",
  timeoutMs: 1_000,
};

function explain(code: string, sqlMessage: string): unknown {
  const error = Object.assign(new Error(sqlMessage), { code, sqlMessage });
  return explainMysql(error, SETTINGS);
}

Deno.test("explainMysql() says in one line what can be mended", () => {
  const cases = [
    [
      "ER_ACCESS_DENIED_ERROR",
      "Access denied",
      'MySQL at db:3306 refuses the user "shop": MYSQL_USER and MYSQL_PASSWORD are wanted as the server knows them',
    ],
    [
      "ER_BAD_DB_ERROR",
      "Unknown database",
      'MySQL at db:3306 has no database "events" (MYSQL_DATABASE)',
    ],
    [
      "ER_RECORD_FILE_FULL",
      "The table 'e' is full",
      "MySQL at db:3306 has no space left on its disk: The table 'e' is full",
    ],
    [
      "ER_NO_SUCH_TABLE",
      "Table 'x' doesn't exist\nmore",
      "MySQL at db:3306 says: Table 'x' doesn't exist",
    ],
    ["ENOTFOUND", "getaddrinfo", "MySQL at db:3306 is not found"],
    [
      "ECONNREFUSED",
      "connect ECONNREFUSED",
      "MySQL at db:3306 cannot be reached or was lost: connect ECONNREFUSED",
    ],
  ] as const;
  for (const [code, words, message] of cases) {
    const error = explain(code, words) as Error;
    assert.ok(error instanceof InputError);
    assert.equal(error.message, message);
  }
});

Deno.test("explainMysql() leaves bugs as they are", () => {
  const bug = new RangeError("x");
  assert.equal(explainMysql(bug, SETTINGS), bug);
  const input = new InputError("y");
  assert.equal(explainMysql(input, SETTINGS), input);
});
