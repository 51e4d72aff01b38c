import assert from "node:assert/strict";
import { testParams } from "../prepare/params.ts";
import type { FileEvents } from "../../src/sql/file_events.ts";
import { sparkSource } from "../../src/sql/spark_source.ts";

const { events } = testParams();
const { columns } = events as FileEvents["events"];

Deno.test("sparkSource() reads a folder of parts by itself, and only parts", () => {
  const { table } = sparkSource({
    events: { format: "parquet", columns },
    files: ["/data/00000.parquet", "/data/00001.parquet"],
  }, "log");
  assert.equal(
    table,
    "CREATE TABLE log USING parquet OPTIONS (path 'file:///data', mergeSchema 'true', pathGlobFilter '*.parquet')",
  );
});

Deno.test("sparkSource() names the columns of CSV without a header, and its nulls", () => {
  const { table, select } = sparkSource({
    events: {
      ...{ format: "csv", separator: ";", nulls: ["NA"], columns },
      header: ["session", "at"],
    },
    files: ["s3a://bucket/log.csv"],
  }, "log");
  assert.equal(
    table,
    "CREATE TABLE log (`session` STRING, `at` STRING) USING csv OPTIONS " +
      "(path 's3a://bucket/log.csv', header 'false', sep ';', quote '\"', escape '\"')",
  );
  assert.ok(select.includes("nullif(`session`, 'NA') AS `session`"), select);
});
