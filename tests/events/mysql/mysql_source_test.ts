import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { InputError } from "../../../src/errors.ts";
import { concatEvents } from "../../../src/events/concat_events.ts";
import type { Events } from "../../../src/events/event_source.ts";
import { mysqlSource } from "../../../src/events/mysql/mysql_source.ts";
import type { MysqlParams } from "../../../src/events/mysql/mysql_params.ts";
import type { MysqlSettings } from "../../../src/mysql/mysql_settings.ts";
import { tcpProxy } from "../../objects/tcp_proxy.ts";
import {
  inDatabase,
  noMysql as ignore,
  withSession,
} from "../../mysql/in_database.ts";

const COLUMNS = {
  session: "visit",
  time: { column: "at" },
  item: "sku",
  categories: {},
  numbers: { price: "price" },
};

function open(
  settings: MysqlSettings,
  more: Record<string, unknown> = {},
  table?: string,
) {
  const events = { format: "mysql", columns: COLUMNS, order: ["id"], ...more };
  const { events: params } = resolveParams({
    preset: { description: "", events },
  });
  return mysqlSource(params as MysqlParams, { settings, table });
}

const CREATE =
  "CREATE TABLE events (id INT PRIMARY KEY, visit VARCHAR(40), at DATETIME(3), " +
  "sku BIGINT UNSIGNED, price DECIMAL(30, 10)) CHARACTER SET utf8mb4";

Deno.test("mysqlSource() reads emojis, NULLs, big integers and decimals", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    await sql(
      CREATE,
      "INSERT INTO events VALUES " +
        "(1, 'a😀', '2019-10-27 00:59:59.999', 18446744073709551615, 0.1), " +
        "(2, 'a😀', '2019-10-27 01:00:00', 9007199254740993, NULL), " +
        "(3, NULL, '2019-10-27 01:00:00', 1, 1), " +
        "(4, 'b', NULL, 1, 1), (5, 'b', '2019-10-27', NULL, 1)",
    );
    const { frame, dropped } = await open(settings, {}, "events").read();
    assert.deepEqual(frame.toRecords(), [
      {
        session: "a😀",
        time: Date.UTC(2019, 9, 27, 0, 59, 59, 999),
        item: "18446744073709551615",
        price: 0.1,
      },
      {
        session: "a😀",
        time: Date.UTC(2019, 9, 27, 1),
        item: "9007199254740993",
        price: null,
      },
    ]);
    assert.deepEqual(dropped, {
      "missing session": 1,
      "missing time": 1,
      "missing item": 1,
    });
  }));

Deno.test("mysqlSource() reads TIMESTAMPs in UTC, whatever the server's zone", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    await sql(
      "CREATE TABLE events (id INT, visit INT, at TIMESTAMP NULL, sku INT, price INT)",
    );
    // Both moments are called 02:30 in Berlin.
    await withSession(settings, async (session) => {
      await session.run("SET time_zone = '+02:00'");
      await session.run(
        "INSERT INTO events VALUES (1, 1, '2019-10-27 02:30:00', 1, 1)",
      );
      await session.run("SET time_zone = '+01:00'");
      await session.run(
        "INSERT INTO events VALUES (2, 1, '2019-10-27 02:30:00', 1, 1)",
      );
    });
    const { frame } = await open(settings, { table: "events" }).read();
    assert.deepEqual(frame.getColumn("time").toArray(), [
      Date.UTC(2019, 9, 27, 0, 30),
      Date.UTC(2019, 9, 27, 1, 30),
    ]);
    assert.deepEqual(frame.getColumn("session").toArray(), ["1", "1"]);
  }));

Deno.test("mysqlSource() reads the events from a time on and before another", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    const days = ["2019-09-30 23:59:59.999", "2019-10-01", "2019-10-02"];
    await sql(
      CREATE,
      ...days.map((day, id) =>
        `INSERT INTO events VALUES (${id}, 'a', '${day}', ${id}, 1)`
      ),
      "CREATE VIEW texts AS SELECT id, visit, sku, price, " +
        "DATE_FORMAT(at, '%d.%m.%Y %H:%i') AS at FROM events",
    );
    const window = { from: "2019-10-01", to: "2019-10-02T00:00:00Z" };
    const { frame } = await open(settings, window, "events").read();
    assert.deepEqual(frame.getColumn("item").toArray(), ["1"]);
    const time = { column: "at", format: "%d.%m.%Y %H:%M" };
    const columns = { ...COLUMNS, time };
    const texts = await open(settings, { ...window, columns }, "texts").read();
    assert.deepEqual(texts.frame.getColumn("item").toArray(), ["1"]);
  }));

Deno.test(
  "mysqlSource() joins what was known of a product at the event's time",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings, sql }) => {
      await sql(
        CREATE,
        "INSERT INTO events VALUES " +
          "(1, 'a', '2019-10-01 09:59:59.999', 7, 1), " +
          "(2, 'a', '2019-10-01 10:00:00', 7, 1), " +
          "(3, 'a', '2019-10-01 11:59:59.999', 7, 1), " +
          "(4, 'a', '2019-10-01 12:00:00', 7, 1), " +
          "(5, 'a', '2019-10-01 12:00:00', 8, 1)",
        "CREATE TABLE products (item BIGINT UNSIGNED, valid_from DATETIME(3), " +
          "valid_to DATETIME(3), brand VARCHAR(9))",
        "INSERT INTO products VALUES " +
          "(7, '2019-10-01 10:00:00', '2019-10-01 12:00:00', 'old'), " +
          "(7, '2019-10-01 12:00:00', NULL, 'new')",
      );
      const columns = { ...COLUMNS, categories: { brand: "brand" } };
      const products = { table: "products", columns: ["brand"] };
      const source = open(settings, { columns, products }, "events");
      const { frame } = await source.read();
      assert.deepEqual(
        frame.getColumn("brand").toArray(),
        [null, "old", "old", "new", null],
      );
      await sql("UPDATE products SET valid_to = NULL");
      await assert.rejects(
        source.read(),
        new InputError(
          'MySQL table products: the version of "7" from ' +
            "2019-10-01 10:00:00.000 on is still valid when the next one begins",
        ),
      );
    }),
);

Deno.test("mysqlSource() digests what it read, and reads it once for both", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    await sql(CREATE, "INSERT INTO events VALUES (1, 'a', '2019-10-01', 1, 1)");
    const source = open(settings, {}, "events");
    const first = await source.digest();
    await sql("INSERT INTO events VALUES (2, 'a', '2019-10-01', 2, 1)");
    // The rows that the digest speaks of, not those that came since.
    assert.equal((await source.read()).frame.height, 1);
    assert.equal(await source.digest(), first);
    assert.equal((await source.read()).frame.height, 2);
    const second = await source.digest();
    assert.notEqual(second, first);
    assert.equal(await open(settings, {}, "events").digest(), second);
    await sql("UPDATE events SET price = 2 WHERE id = 2");
    assert.notEqual(await open(settings, {}, "events").digest(), second);
  }));

/** A second between events, five in a visit; every thousandth has no item. */
const MANY = "INSERT INTO events WITH RECURSIVE n AS " +
  "(SELECT 0 AS v UNION ALL SELECT v + 1 FROM n WHERE v < 999) " +
  "SELECT at_row, CONCAT('v', at_row DIV 5), " +
  "TIMESTAMPADD(SECOND, at_row, '2019-10-01'), NULLIF(at_row % 1000, 0), 1 " +
  "FROM (SELECT a.v * 1000 + b.v AS at_row FROM n AS a, n AS b) AS s " +
  "WHERE at_row < 120000";

Deno.test("mysqlSource() gives in parts what it reads, and digests that", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    await sql(CREATE, MANY);
    const source = open(settings, {}, "events");
    const parts: Events[] = [];
    await source.parts!((part, at) => {
      assert.equal(at, parts.length);
      parts.push(part);
    });
    assert.deepEqual(
      parts.map(({ frame, dropped }) => [frame.height, dropped]),
      [50, 50, 20].map((rows) => [rows * 999, { "missing item": rows }]),
    );
    const digest = await source.digest();
    const whole = open(settings, {}, "events");
    const { frame, dropped } = await whole.read();
    const joined = concatEvents(parts);
    assert.deepEqual(joined.dropped, dropped);
    assert.ok(joined.frame.frameEqual(frame));
    assert.equal(await whole.digest(), digest);
  }));

Deno.test(
  "mysqlSource() begins with the first part again after a lost connection",
  {
    ignore,
  },
  () =>
    inDatabase(async ({ settings, sql }) => {
      await sql(CREATE, MANY);
      const { host, port } = settings;
      const proxy = tcpProxy(`http://${host}:${port}`);
      proxy.faults = { afterBytes: 3_000_000, then: "cut", times: 1 };
      try {
        const source = open(
          {
            ...settings,
            port: Number(new URL(proxy.endpoint).port),
            retryMs: 1,
          },
          {},
          "events",
        );
        const numbers: number[] = [];
        await source.parts!((_, at) => void numbers.push(at));
        assert.deepEqual(numbers, [0, 0, 1, 2]);
      } finally {
        proxy.close();
      }
    }),
);

Deno.test("mysqlSource() says in one line what is wrong with a table", {
  ignore,
}, () =>
  inDatabase(async ({ settings, sql }) => {
    const { host, port, database } = settings;
    await sql(
      CREATE,
      "CREATE TABLE bad LIKE events",
      "ALTER TABLE bad MODIFY price VARCHAR(9)",
      "INSERT INTO bad VALUES (1, 'a', '2019-10-01', 1, '1'), " +
        "(2, 'a', '2019-10-01', 1, 'dear')",
      "CREATE TABLE bytes LIKE events",
      "ALTER TABLE bytes MODIFY visit BINARY(16)",
    );
    const columns = { ...COLUMNS, item: "product` FROM events; DROP TABLE x" };
    const cases: [ReturnType<typeof open>, string][] = [
      [open(settings, {}, "events"), "MySQL table events holds no events"],
      [
        open(settings, { columns }, "events"),
        'MySQL table events: column "product` FROM events; DROP TABLE x" is ' +
        "missing, there are id, visit, at, sku, price",
      ],
      [
        open(settings, {}, "bad"),
        'MySQL table bad, row 2: price is "dear", a number is wanted',
      ],
      [
        open(settings, {}, "none"),
        `MySQL at ${host}:${port} says: Table '${database}.none' doesn't exist`,
      ],
      [
        open(settings, {}, "bytes"),
        'MySQL table bytes: column "visit" holds bytes, text, a number or a ' +
        "time is wanted: read it by a query, as HEX(…) or CAST(… AS CHAR)",
      ],
    ];
    for (const [source, message] of cases) {
      await assert.rejects(source.read(), new InputError(message));
    }
    const query = "SELECT 1; DROP TABLE events";
    await assert.rejects(open(settings, { query }).read(), /SQL syntax/);
    assert.equal((await sql("SELECT * FROM events")).length, 0);
  }));

Deno.test(
  "mysqlSource() wants a table or a query",
  { ignore },
  () =>
    inDatabase((database) => {
      assert.throws(
        () => open(database.settings),
        new InputError(
          "--input is missing: a table is wanted, as the preset names none",
        ),
      );
      return Promise.resolve();
    }),
);
