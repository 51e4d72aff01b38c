import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { mysqlSettings } from "../../src/mysql/mysql_settings.ts";

const GIVEN = { host: "db", user: "shop", password: "", database: "shop" };

Deno.test("mysqlSettings() fills in the port and the time-out", () => {
  assert.deepEqual(mysqlSettings(GIVEN), {
    ...GIVEN,
    port: 3306,
    timeoutMs: 600_000,
  });
  const more = { ...GIVEN, port: "33", timeout: "2", sslCa: "ca.pem" };
  assert.deepEqual(mysqlSettings(more), {
    ...GIVEN,
    port: 33,
    timeoutMs: 2_000,
    sslCa: "ca.pem",
  });
});

Deno.test("mysqlSettings() names the variable that is missing or wrong", () => {
  const { password: _, ...rest } = GIVEN;
  assert.throws(
    () => mysqlSettings(rest),
    new InputError(
      "MYSQL_PASSWORD is not set: MYSQL_HOST, MYSQL_PORT, MYSQL_USER, " +
        "MYSQL_PASSWORD and MYSQL_DATABASE say where MySQL is",
    ),
  );
  assert.throws(
    () => mysqlSettings({ ...GIVEN, port: "x" }),
    new InputError('MYSQL_PORT is "x", a whole number from 1 is wanted'),
  );
});
