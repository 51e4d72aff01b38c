import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { inDatabase, noMysql, withSession } from "./in_database.ts";
import { stallingProxy } from "./stalling_proxy.ts";

Deno.test({
  name: "MysqlSession.rows() keeps big integers, decimals, emojis and UTC",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings }) => {
      const sql = "SELECT ? AS emoji, CAST(? AS UNSIGNED) AS big, " +
        "CAST('12345678901234567890.123456789' AS DECIMAL(40, 9)) AS exact, " +
        "FROM_UNIXTIME(1572137999) AS late, NULL AS none";
      const rows = await withSession(settings, (session) =>
        session.rows(sql, ["a😀ß", "18446744073709551615"]));
      assert.deepEqual(rows, [{
        emoji: "a😀ß",
        big: "18446744073709551615",
        exact: "12345678901234567890.123456789",
        // Two o'clock of the night in which Europe's summer time ends.
        late: "2019-10-27 00:59:59",
        none: null,
      }]);
    }),
});

Deno.test({
  name: "MysqlSession.each() stops at the first row that its caller refuses",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings }) => {
      let rows = 0;
      const read = withSession(settings, (session) =>
        session.each(
          "SELECT a.n FROM (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3) AS a",
          {
            onFields: () => {},
            onRow: () => {
              if (++rows === 2) throw new InputError("row 2");
            },
          },
        ));
      await assert.rejects(read, new InputError("row 2"));
      assert.equal(rows, 2);
    }),
});

Deno.test({
  name: "MysqlSession.each() holds a piece of a large result, not all of it",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings }) => {
      const before = Deno.memoryUsage().rss;
      let [peak, bytes] = [0, 0];
      await withSession(settings, (session) =>
        session.each(
          "WITH RECURSIVE n AS (SELECT 1 AS v UNION ALL " +
            "SELECT v + 1 FROM n WHERE v < 1000) " +
            "SELECT REPEAT('x', 1000) FROM n AS a, n AS b LIMIT 400000",
          {
            onFields: () => {},
            onRow: ([text]) => {
              bytes += (text as string).length;
              if (bytes % 1_000_000 > 0) return;
              peak = Math.max(peak, Deno.memoryUsage().rss - before);
            },
          },
        ));
      assert.equal(bytes, 400_000_000);
      assert.ok(peak < 200_000_000, `${peak} bytes`);
    }),
});

Deno.test({
  name: "MysqlSession.transaction() leaves nothing of work that fails",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      await sql("CREATE TABLE t (n INT) ENGINE=InnoDB");
      const work = withSession(
        settings,
        (session) =>
          session.transaction(async () => {
            await session.run("INSERT INTO t VALUES (1)");
            throw new InputError("no");
          }),
      );
      await assert.rejects(work, new InputError("no"));
      assert.deepEqual(await sql("SELECT * FROM t"), []);
    }),
});

Deno.test({
  name: "MysqlSession.transaction() of a reader may not write",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      await sql("CREATE TABLE t (n INT) ENGINE=InnoDB");
      const write = withSession(settings, (session) =>
        session.transaction(
          () => session.run("INSERT INTO t VALUES (1)"),
          { readOnly: true },
        ));
      await assert.rejects(write, /READ ONLY transaction/);
    }),
});

Deno.test({
  name: "MysqlSession.loadInfile() loads what a stream gives, piece by piece",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      await sql("CREATE TABLE t (n INT)");
      const done = await withSession(
        settings,
        (session) =>
          session.loadInfile(
            "LOAD DATA LOCAL INFILE 'rows' INTO TABLE t",
            ["1\n2", "3\n", "4\n"].map((it) => new TextEncoder().encode(it)),
          ),
      );
      assert.equal(done.affectedRows, 3);
      assert.deepEqual(await sql("SELECT n FROM t ORDER BY n"), [
        { n: 1 },
        { n: 4 },
        { n: 23 },
      ]);
    }),
});

Deno.test({
  name: "MysqlSession.loadInfile() makes content only as the server takes it",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings, sql }) => {
      await sql("CREATE TABLE t (a VARCHAR(255))");
      const proxy = await stallingProxy(settings, { up: 1_000_000 });
      let made = 0;
      function* content() {
        const bytes = new TextEncoder().encode(
          ("x".repeat(99) + "\n").repeat(500),
        );
        for (; made < 500_000_000; made += bytes.length) yield bytes;
      }
      const slow = { ...settings, port: proxy.port, timeoutMs: 500 };
      const load = withSession(slow, (session) =>
        session.loadInfile(
          "LOAD DATA LOCAL INFILE 'x' INTO TABLE t",
          content(),
        ));
      await assert.rejects(load, /said nothing for 0\.5 s/);
      proxy.close();
      // Sockets hold some megabytes.
      assert.ok(made >= 1_000_000 && made < 40_000_000, `${made} bytes`);
      assert.deepEqual(await sql("SELECT * FROM t LIMIT 1"), []);
    }),
});

Deno.test({
  name: "MysqlSession gives up a server that says nothing",
  ignore: noMysql,
  fn: () =>
    inDatabase(async ({ settings }) => {
      const { host, port } = settings;
      const slow = withSession(
        { ...settings, timeoutMs: 300 },
        (session) => session.rows("SELECT SLEEP(20)"),
      );
      await assert.rejects(
        slow,
        new InputError(
          `MySQL at ${host}:${port} said nothing for 0.3 s (MYSQL_TIMEOUT)`,
        ),
      );
    }),
});
