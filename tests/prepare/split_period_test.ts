import assert from "node:assert/strict";
import { writeSplit } from "../../src/prepare/split_file.ts";
import { splitPeriod } from "../../src/prepare/split_period.ts";
import { sequences } from "./sequences.ts";

Deno.test("splitPeriod() tells the first and the last event of a file and of parts", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const split = sequences();
    const expected = {
      fromMs: Math.min(...split.times),
      toMs: Math.max(...split.times),
      events: split.times.length,
    };
    const file = `${folder}/whole.parquet`;
    writeSplit(file, split);
    assert.deepEqual(await splitPeriod(file), expected);

    const { default: pl } = await import("nodejs-polars");
    const frame = pl.readParquet(file);
    const parts = `${folder}/parts`;
    await Deno.mkdir(parts);
    frame.head(2).writeParquet(`${parts}/0.parquet`);
    frame.tail(frame.height - 2).writeParquet(`${parts}/1.parquet`);
    assert.deepEqual(await splitPeriod(parts), expected);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
