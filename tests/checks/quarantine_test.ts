import assert from "node:assert/strict";
import pl from "nodejs-polars";
import type { Anomaly } from "../../src/checks/check_log.ts";
import { quarantine } from "../../src/checks/quarantine.ts";
import { writeLog } from "../../src/checks/write_log.ts";
import type { ColumnsParams } from "../../src/config.ts";
import { testParams } from "../prepare/params.ts";
import { DEMO_PARAMS } from "./demo_log.ts";

const RAW = pl.DataFrame({
  item: ["a", "b", null, "d"],
  price: [1, -2, -3, 4],
});

const anomaly = (fault: Partial<Anomaly>): Anomaly => ({
  rule: "out of range",
  severity: "error",
  found: "",
  wanted: "",
  examples: [],
  ...fault,
});

const REPORT = {
  name: "log",
  rows: 4,
  errors: 2,
  warnings: 1,
  anomalies: [
    anomaly({ column: "price", marks: Uint8Array.of(0, 1, 1, 0) }),
    anomaly({
      rule: "missing values",
      column: "item",
      marks: Uint8Array.of(0, 0, 1, 0),
    }),
    anomaly({ rule: "volume" }),
    anomaly({
      rule: "new items",
      severity: "warning",
      marks: Uint8Array.of(1, 0, 0, 0),
    }),
  ],
};

Deno.test("quarantine() parts a log by its errors, says why, and loses no row", () => {
  const { kept, quarantined } = quarantine(RAW, REPORT);
  assert.deepEqual(kept.toRecords(), [
    { item: "a", price: 1 },
    { item: "d", price: 4 },
  ]);
  assert.deepEqual(quarantined.toRecords(), [
    { item: "b", price: -2, quarantine_reason: "out of range: price" },
    {
      item: null,
      price: -3,
      quarantine_reason: "out of range: price; missing values: item",
    },
  ]);
});

Deno.test("writeLog() writes a log in the form it came in", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { columns } = testParams().events as { columns: ColumnsParams };
    await writeLog(`${folder}/log.csv`, RAW, {
      format: "csv",
      separator: ";",
      nulls: [],
      columns,
    });
    assert.equal(
      await Deno.readTextFile(`${folder}/log.csv`),
      "item;price\na;1.0\nb;-2.0\n;-3.0\nd;4.0\n",
    );
    await writeLog(`${folder}/log.parquet`, RAW, DEMO_PARAMS.events);
    assert.deepEqual(
      pl.readParquet(`${folder}/log.parquet`).toRecords(),
      RAW.toRecords(),
    );
    assert.equal([...Deno.readDirSync(folder)].length, 2);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
