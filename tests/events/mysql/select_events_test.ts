import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { InputError } from "../../../src/errors.ts";
import type { MysqlParams } from "../../../src/events/mysql/mysql_params.ts";
import { selectEvents } from "../../../src/events/mysql/select_events.ts";
import type { Field } from "../../../src/mysql/driver.ts";

const VARCHAR = 253;
const DATETIME = 12;
const BIGINT = 8;

function fields(types: Record<string, number>): Field[] {
  return Object.entries(types).map(([name, columnType]) => ({
    name,
    columnType,
    characterSet: columnType === VARCHAR ? 45 : 63,
  }));
}

const FIELDS = fields({
  visit: VARCHAR,
  at: DATETIME,
  sku: VARCHAR,
  "a`b": VARCHAR,
});
const PRODUCTS = fields({
  item: VARCHAR,
  valid_from: DATETIME,
  valid_to: DATETIME,
  brand: VARCHAR,
});

function paramsOf(more: Record<string, unknown>): MysqlParams {
  const events = {
    format: "mysql",
    columns: {
      session: "visit",
      time: { column: "at" },
      item: "sku",
      categories: { odd: "a`b" },
    },
    ...more,
  };
  const preset = { description: "", events };
  return resolveParams({ preset }).events as MysqlParams;
}

const OPTIONS = { from: "`shop`", fields: FIELDS, name: "MySQL table shop" };

Deno.test("selectEvents() quotes names and orders by time, then all else", () => {
  assert.equal(
    selectEvents(paramsOf({}), OPTIONS),
    "SELECT e.`visit` AS `visit`, e.`at` AS `at`, e.`sku` AS `sku`, " +
      "e.`a``b` AS `a``b`\nFROM `shop` AS e\n" +
      "ORDER BY e.`at`, e.`visit`, e.`sku`, e.`a``b`",
  );
});

Deno.test("selectEvents() bounds a time as the column is written", () => {
  const window = { from: "2019-10-01", to: "2019-10-02T02:00:00+02:00" };
  const sql = selectEvents(paramsOf({ ...window, order: ["sku"] }), OPTIONS);
  assert.match(
    sql,
    /WHERE e\.`at` >= '2019-10-01 00:00:00\.000' AND e\.`at` < '2019-10-02 00:00:00\.000'\nORDER BY e\.`sku`$/,
  );
  const params = paramsOf({ ...window });
  const time = { column: "at", format: "epoch_s" };
  const columns = { ...params.columns, time };
  assert.match(
    selectEvents({ ...params, columns }, {
      ...OPTIONS,
      fields: fields({ visit: VARCHAR, at: BIGINT, sku: VARCHAR, "a`b": 3 }),
    }),
    /WHERE e\.`at` >= 1569888000 AND e\.`at` < 1569974400\n/,
  );
  // Text of any other form is left to what reads it.
  const text = { column: "at", format: "%d.%m.%Y" };
  assert.doesNotMatch(
    selectEvents({ ...params, columns: { ...columns, time: text } }, {
      ...OPTIONS,
      fields: fields({ visit: VARCHAR, at: VARCHAR, sku: VARCHAR, "a`b": 3 }),
    }),
    /WHERE/,
  );
});

Deno.test("selectEvents() leaves out what comes of products, and says what joins", () => {
  const params = paramsOf({
    order: ["at"],
    products: { table: "shop.products", columns: ["brand"] },
  });
  const columns = { ...params.columns, categories: { brand: "brand" } };
  const options = { ...OPTIONS, productFields: PRODUCTS };
  assert.equal(
    selectEvents({ ...params, columns }, options),
    "SELECT e.`visit` AS `visit`, e.`at` AS `at`, e.`sku` AS `sku`, " +
      "CAST(e.`sku` AS CHAR) AS `item of the event`, " +
      "e.`at` AS `time of the event`\nFROM `shop` AS e\nORDER BY e.`at`",
  );
  const time = { column: "at", format: "epoch_s", plusMs: "ms" };
  assert.match(
    selectEvents({ ...params, columns: { ...columns, time } }, {
      ...options,
      fields: fields({ visit: VARCHAR, at: BIGINT, ms: BIGINT, sku: VARCHAR }),
    }),
    /TIMESTAMPADD\(MICROSECOND, e\.`ms` \* 1000, TIMESTAMPADD\(MICROSECOND, e\.`at` \* 1000000, TIMESTAMP'1970-01-01 00:00:00'\)\) AS `time of the event`/,
  );
  assert.throws(
    () => {
      const text = { column: "at", format: "%d.%m.%Y" };
      selectEvents({ ...params, columns: { ...columns, time: text } }, {
        ...options,
        fields: fields({ visit: VARCHAR, at: VARCHAR, sku: VARCHAR }),
      });
    },
    /column "at" must be a DATETIME, a TIMESTAMP, or a number/,
  );
});

Deno.test("selectEvents() names a column that is missing or of a wrong type", () => {
  const without = { ...OPTIONS, fields: FIELDS.slice(0, 2) };
  assert.throws(
    () => selectEvents(paramsOf({}), without),
    new InputError(
      'MySQL table shop: column "sku" is missing, there are visit, at',
    ),
  );
  assert.throws(
    () => selectEvents(paramsOf({ order: ["id"] }), OPTIONS),
    /column "id" is missing/,
  );
  const products = { table: "p", columns: ["brand"] };
  const productFields = fields({
    item: VARCHAR,
    valid_from: BIGINT,
    valid_to: DATETIME,
    brand: VARCHAR,
  });
  assert.throws(
    () => selectEvents(paramsOf({ products }), { ...OPTIONS, productFields }),
    new InputError(
      'MySQL table p: column "valid_from" is no DATETIME, TIMESTAMP or DATE',
    ),
  );
});
