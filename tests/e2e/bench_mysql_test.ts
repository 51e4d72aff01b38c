import assert from "node:assert/strict";
import { inDatabase, noMysql as ignore } from "../mysql/in_database.ts";
import { cli, lastJson } from "./cli.ts";

Deno.test(
  "bench mysql times both ways beside mysql2 alone, and leaves no table",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings, sql }) => {
      const { host, port, user, password, database } = settings;
      const flags = ["--rows", "3000", "--repeats", "2", "--json"];
      const result = await cli(["bench", "mysql", ...flags], {
        MYSQL_HOST: host,
        MYSQL_PORT: String(port),
        MYSQL_USER: user,
        MYSQL_PASSWORD: password,
        MYSQL_DATABASE: database,
      });
      assert.equal(result.code, 0, result.stderr);
      const { rows, seconds, ratios } = lastJson(result);
      assert.equal(rows, 3000);
      for (const name of ["into", "intoPlain", "outOf", "outOfPlain"]) {
        assert.ok(seconds[name] > 0 && seconds[name] < 60, name);
      }
      assert.ok(ratios.into > 0 && ratios.outOf > 0);
      assert.match(result.stderr, /out of MySQL +[\d,]+ +[\d,]+ +\d+\.\d\d/);
      assert.deepEqual(await sql("SHOW TABLES LIKE '%bench%'"), []);
    }),
);
