import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { exactStrptime } from "../../src/events/exact_strptime.ts";

Deno.test("exactStrptime() parses the whole text or nothing", () => {
  const values = [
    "2024-02-29 12:30",
    "on 2024-02-29 12:30",
    "2024-02-30 12:30",
  ];
  const frame = pl.DataFrame({
    at: pl.Series("at", [...values, "2024-02-29 12:30!", null], pl.Utf8),
  });
  const time = exactStrptime(pl.col("at"), "%Y-%m-%d %H:%M");
  assert.deepEqual(frame.select(time).getColumn("at").toArray(), [
    new Date("2024-02-29T12:30Z"),
    null,
    null,
    null,
    null,
  ]);
});
