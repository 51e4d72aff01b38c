import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { compareSamples } from "../../src/drift/compare_samples.ts";
import { demoEvents, demoParams, demoSample, halve } from "./demo_samples.ts";

const { drift: params } = demoParams(1);
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8];

Deno.test("compareSamples() finds no drift between halves of one period, whatever the seed", async () => {
  for (const seed of SEEDS) {
    for (const sessions of [400, 3000]) {
      const [a, b] = halve(await demoEvents(seed, sessions), seed);
      const report = compareSamples(
        await demoSample(a!, "a"),
        await demoSample(b!, "b"),
        { params },
      );
      const found = report.comparisons.filter((it) => it.drifted);
      assert.deepEqual(found.map((it) => it.name), [], `seed ${seed}`);
      assert.equal(report.drifted, false);
      assert.equal(report.comparisons.length, 14);
    }
  }
});

/** What is done to the second half, and what that is to be called. */
const SHIFTS: Record<string, { change: pl.Expr[]; drifted: string[] }> = {
  "prices half as high again": {
    change: [pl.col("price").mul(pl.lit(2)).alias("price")],
    drifted: ["price"],
  },
  "prices missing": {
    change: [
      pl.when(pl.col("rating").gt(pl.lit(3))).then(pl.lit(null))
        .otherwise(pl.col("price")).alias("price"),
    ],
    drifted: ["price"],
  },
  "a category renamed": {
    change: [
      pl.when(pl.col("quality").eq(pl.col("quality").first()))
        .then(pl.lit("renamed")).otherwise(pl.col("quality"))
        .alias("quality"),
    ],
    drifted: ["quality"],
  },
  "four items of five new": {
    change: [
      pl.when(pl.col("item").cast(pl.Int64).modulo(pl.lit(5)).gt(pl.lit(0)))
        .then(pl.concatString([pl.lit("new-"), pl.col("item")], ""))
        .otherwise(pl.col("item")).alias("item"),
    ],
    drifted: ["new items", "item"],
  },
  "times of another zone": {
    change: [
      pl.col("time").add(pl.lit(6 * 3_600_000)).cast(pl.Int64).alias("time"),
    ],
    drifted: ["hour of the day"],
  },
  "all in the cart": {
    change: [pl.col("time").gt(pl.lit(0)).alias("cart")],
    drifted: ["event"],
  },
};

for (const [name, { change, drifted }] of Object.entries(SHIFTS)) {
  Deno.test(`compareSamples() finds ${name}, and nothing else`, async () => {
    const [a, b] = halve(await demoEvents(1), 1);
    const report = compareSamples(
      await demoSample(a!, "a"),
      await demoSample(b!.withColumns(...change), "b"),
      { params },
    );
    assert.equal(report.drifted, true);
    assert.deepEqual(
      report.comparisons.filter((it) => it.drifted).map((it) => it.name),
      drifted,
    );
  });
}

Deno.test("compareSamples() finds sessions that are cut short", async () => {
  const [a, b] = halve(await demoEvents(1), 1);
  const short = b!.withColumns(
    pl.col("item").cumCount().over("session").alias("place"),
  ).filter(pl.col("place").lt(pl.lit(4))).drop("place");
  const report = compareSamples(
    await demoSample(a!, "a"),
    await demoSample(short, "b"),
    { params },
  );
  const found = report.comparisons.filter((it) => it.drifted);
  assert.ok(found.some((it) => it.name === "session length"));
});

Deno.test("compareSamples() names the columns that it could not compare", async () => {
  const frame = await demoEvents(1, 400);
  const report = compareSamples(
    await demoSample(frame, "a"),
    await demoSample(frame.drop("price"), "b"),
    { params },
  );
  assert.deepEqual(report.absent, ["price"]);
  assert.equal(report.current.name, "b");
  assert.equal(report.drifted, false);
});
