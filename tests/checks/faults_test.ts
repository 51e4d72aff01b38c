/** Faults put into good data one by one: each must be caught, by its name. */
import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { CHECK_RULES } from "../../src/params/check_params.ts";
import { check, demoHalves, learn } from "./demo_log.ts";

interface InjectedFault {
  /** Changes the new log. */
  readonly inject: (good: pl.DataFrame) => pl.DataFrame;
  /** What it must be called. */
  readonly rule: string;
  /** The column, as the log calls it. */
  readonly column?: string;
}

const HOUR_US = 3_600_000;
const ROW = "row number";

/** Whether a row is among every n-th. */
const every = (n: number) => pl.col(ROW).modulo(pl.lit(n)).eq(pl.lit(0));

/** A column changed in every n-th row. */
function change(column: string, value: (it: pl.Expr) => pl.Expr, n = 1) {
  return (good: pl.DataFrame) =>
    good.withRowIndex(ROW).withColumns(
      pl.when(every(n)).then(value(pl.col(column)))
        .otherwise(pl.col(column)).alias(column),
    ).drop(ROW);
}

/** A text column, changed in every n-th row. */
const text = (column: string, value: string, n: number) =>
  change(column, () => pl.lit(value), n);

const asText = (column: string) => (good: pl.DataFrame) =>
  good.withColumns(pl.col(column).cast(pl.Utf8).alias(column));

const later = (hours: number) =>
  change(
    "timestamp",
    (it) =>
      it.cast(pl.Int64).add(pl.lit(hours * HOUR_US)).cast(pl.Int64)
        .cast(pl.Datetime("ms")),
  );

const swap = (a: string, b: string) => (good: pl.DataFrame) =>
  good.withColumns(pl.col(a).alias(b), pl.col(b).alias(a));

const FAULTS: Record<string, InjectedFault> = {
  "a column that is gone": {
    inject: (good) => good.drop("brand_id"),
    rule: "missing column",
    column: "brand_id",
  },
  "a column of another name": {
    inject: (good) => good.rename({ customer_price_cz: "price" }),
    rule: "missing column",
    column: "customer_price_cz",
  },
  "words among prices": {
    inject: (good) =>
      text("customer_price_cz", "on request", 50)(
        asText("customer_price_cz")(good),
      ),
    rule: "wrong type",
    column: "customer_price_cz",
  },
  "times in another format": {
    inject: (good) =>
      good.withColumns(pl.lit("14.03.2024 12:00").alias("timestamp")),
    rule: "wrong type",
    column: "timestamp",
  },
  "brands missing in a fifth of the rows": {
    inject: change("brand_id", () => pl.lit(null), 5),
    rule: "missing values",
    column: "brand_id",
  },
  "item ids that are empty": {
    inject: (good) => text("product_id", "", 20)(asText("product_id")(good)),
    rule: "missing values",
    column: "product_id",
  },
  "negative prices": {
    inject: change("customer_price_cz", (it) => it.mul(pl.lit(-1)), 100),
    rule: "out of range",
    column: "customer_price_cz",
  },
  "prices a hundred times as high": {
    inject: change("customer_price_cz", (it) => it.mul(pl.lit(100))),
    rule: "scale",
    column: "customer_price_cz",
  },
  "prices in another currency": {
    inject: change("customer_price_cz", (it) => it.div(pl.lit(25))),
    rule: "scale",
    column: "customer_price_cz",
  },
  "an event type that is not known": {
    inject: text("event_type", "PURCHASED", 30),
    rule: "unknown value",
    column: "event_type",
  },
  "a category that was renamed": {
    inject: (good) =>
      good.withColumns(
        pl.when(pl.col("package_size").eq(pl.col("package_size").mode()))
          .then(pl.lit("renamed")).otherwise(
            pl.col("package_size").cast(pl.Utf8),
          ).alias("package_size"),
      ),
    rule: "vanished value",
    column: "package_size",
  },
  "rows that come twice": {
    inject: (good) => pl.concat([good, good.head(2000)]),
    rule: "duplicate rows",
  },
  "times in the future": {
    inject: (good) =>
      change(
        "timestamp",
        (it) =>
          it.cast(pl.Int64).add(pl.lit(90 * 24 * HOUR_US)).cast(pl.Int64)
            .cast(pl.Datetime("ms")),
        200,
      )(good),
    rule: "future time",
    column: "timestamp",
  },
  "the log of last month": {
    inject: later(-30 * 24),
    rule: "stale",
    column: "timestamp",
  },
  "seconds instead of milliseconds": {
    inject: change(
      "timestamp",
      (it) =>
        it.cast(pl.Int64).div(pl.lit(1000)).cast(pl.Int64)
          .cast(pl.Datetime("ms")),
    ),
    rule: "old time",
    column: "timestamp",
  },
  "times of another zone": {
    inject: later(-7),
    rule: "time zone",
    column: "timestamp",
  },
  "half of the sessions": {
    inject: (good) =>
      good.filter(pl.col("session_id").modulo(pl.lit(2)).eq(pl.lit(0))),
    rule: "volume",
  },
  "a log without any row": {
    inject: (good) => good.head(0),
    rule: "volume",
  },
  "twice as many sessions": {
    inject: (good) =>
      pl.concat([
        good,
        good.withColumns(
          pl.col("session_id").add(pl.lit(1e6)).cast(pl.Int64)
            .alias("session_id"),
        ),
      ]),
    rule: "volume",
  },
  "a robot's session of ten thousand events": {
    inject: (good) =>
      good.withRowIndex(ROW).withColumns(
        pl.when(pl.col(ROW).lt(pl.lit(10_000))).then(pl.lit(7))
          .otherwise(pl.col("session_id")).cast(pl.Int64).alias("session_id"),
      ).drop(ROW),
    rule: "long session",
    column: "session_id",
  },
  "one item everywhere": {
    inject: change("product_id", (it) => it.first(), 3),
    rule: "dominating item",
    column: "product_id",
  },
  "a flood of new items": {
    inject: change(
      "product_id",
      (it) => it.add(pl.lit(1e6)).cast(pl.Int64),
      3,
    ),
    rule: "new items",
    column: "product_id",
  },
  "texts read in another encoding": {
    inject: (good) => text("brand_id", "MÃ¼ller", 40)(asText("brand_id")(good)),
    rule: "damaged text",
    column: "brand_id",
  },
  "two columns of numbers that are swapped": {
    inject: swap("customer_price_cz", "rating_lifetime"),
    rule: "swapped columns",
    column: "customer_price_cz, rating_lifetime",
  },
  "a column that is the same in every row": {
    inject: change("quality", (it) => it.first()),
    rule: "constant",
    column: "quality",
  },
};

const [training, fresh] = demoHalves(1);
const learned = await learn(training);

for (const [name, { inject, rule, column }] of Object.entries(FAULTS)) {
  Deno.test(`checkLog() catches ${name} as "${rule}"`, async () => {
    const { anomalies } = await check(inject(fresh), learned);
    const named = anomalies.find((it) => it.rule === rule);
    assert.ok(named, `found ${JSON.stringify(anomalies.map((it) => it.rule))}`);
    assert.equal(named.column, column);
  });
}

Deno.test("more than twenty kinds of faults are injected, and meet every rule that is not about a file", () => {
  assert.ok(Object.keys(FAULTS).length > 20);
  const met = new Set(Object.values(FAULTS).map((it) => it.rule));
  const ofFiles = ["unreadable", "truncated"];
  assert.deepEqual(
    [...met, ...ofFiles].sort(),
    Object.keys(CHECK_RULES).sort(),
  );
});

Deno.test("checkLog() finds nothing in two weeks of any of ten shops: no false alarm in ten", async () => {
  for (let seed = 1; seed <= 10; seed++) {
    const [training, fresh] = demoHalves(seed);
    const learned = await learn(training);
    for (const log of [training, fresh]) {
      const { anomalies } = await check(log, learned);
      assert.deepEqual(
        anomalies.map((it) => `${it.rule} ${it.column}: ${it.found}`),
        [],
        `seed ${seed}`,
      );
    }
  }
});
