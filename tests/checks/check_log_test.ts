import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { checkItems } from "../../src/checks/check_items.ts";
import { checkLog } from "../../src/checks/check_log.ts";
import { checkNumbers } from "../../src/checks/check_numbers.ts";
import { checkSessions } from "../../src/checks/check_sessions.ts";
import { checkTexts } from "../../src/checks/check_texts.ts";
import { checkTimes } from "../../src/checks/check_times.ts";
import { swappedColumns } from "../../src/checks/swapped_columns.ts";
import { DEMO_PARAMS, demoHalves, learn, NOW_MS, tableOf } from "./demo_log.ts";

const [training, fresh] = demoHalves(1);
const { schema } = await learn(training);

const NEGATIVE = await tableOf(
  fresh.withColumns(
    pl.when(pl.col("session_id").eq(pl.col("session_id").first()))
      .then(pl.lit(-7)).otherwise(pl.col("customer_price_cz"))
      .alias("customer_price_cz"),
  ),
);

Deno.test("checkLog() shows rows and values, as many as wanted", () => {
  const { anomalies } = checkLog(NEGATIVE, {
    schema,
    params: { ...DEMO_PARAMS.check, examples: 2 },
    nowMs: NOW_MS,
  });
  const [found] = anomalies;
  assert.equal(found!.rule, "out of range");
  assert.equal(found!.found, "down to -7");
  assert.deepEqual(found!.examples, [{ row: 1, value: "-7" }, {
    row: 2,
    value: "-7",
  }]);
});

Deno.test("checkLog() takes each rule for as bad as the parameters say", () => {
  const report = (severity: "warning" | "ignore") =>
    checkLog(NEGATIVE, {
      schema,
      params: { severity: { "out of range": severity }, examples: 0 },
      nowMs: NOW_MS,
    });
  assert.deepEqual([report("warning").errors, report("warning").warnings], [
    0,
    1,
  ]);
  assert.deepEqual(report("ignore").anomalies, []);
});

Deno.test("checkLog() says where a log has none of the columns: another separator", async () => {
  const raw = pl.DataFrame({ "session_id;user_id;timestamp": ["7;1;2024"] });
  const { anomalies } = checkLog(await tableOf(raw), {
    schema,
    params: DEMO_PARAMS.check,
    nowMs: NOW_MS,
  });
  assert.deepEqual(
    new Set(anomalies.map(({ rule, found }) => `${rule}: ${found}`)),
    new Set(["missing column: none of the wanted columns is there"]),
  );
});

Deno.test("checks of columns find nothing in the log that was learned from", async () => {
  const { columns } = await tableOf(training);
  for (const [name, wanted] of Object.entries(schema.columns)) {
    const column = columns[name]!;
    const found = column.kind === "text" && wanted.type === "text"
      ? checkTexts(column, wanted)
      : column.kind === "number" && wanted.type === "number"
      ? checkNumbers(column, wanted)
      : column.kind === "time" && wanted.type === "time"
      ? checkTimes(column, {
        schema: wanted,
        volume: schema.volume,
        nowMs: NOW_MS,
      })
      : undefined;
    assert.deepEqual(found, [], name);
  }
  assert.deepEqual(swappedColumns(await tableOf(training), schema), []);
});

Deno.test("checkTimes() wants what is newer than a schema allows by the clock", async () => {
  const { time } = (await tableOf(fresh)).columns;
  const wanted = schema.columns.time!;
  assert.ok(time?.kind === "time" && wanted.type === "time");
  const [found] = checkTimes(time, {
    schema: { ...wanted, maxAgeHours: 12 },
    volume: null,
    nowMs: NOW_MS,
  });
  assert.equal(found!.rule, "stale");
  assert.equal(found!.wanted, "at most 12 hours old");
});

Deno.test("checkSessions() and checkItems() mark the rows that they are about", () => {
  const column = {
    kind: "text" as const,
    raw: "id",
    codes: Int32Array.of(0, 1, 0, 0, -1),
    values: ["a", "b"],
  };
  const [long] = checkSessions(column, 2);
  assert.equal(long!.found, '"a" has 3 events');
  assert.deepEqual([...long!.marks!], [1, 0, 1, 1, 0]);
  const [top, fresh] = checkItems(column, {
    schema: { maxItemShare: 0.7, maxNewItems: 0.2 },
    isKnown: (item) => item === "a",
  });
  assert.equal(top!.found, '"a" is 75.0 % of the events');
  assert.deepEqual([...fresh!.marks!], [0, 1, 0, 0, 0]);
});
