import assert from "node:assert/strict";
import { parsePrepareReport } from "../../src/prepare/prepare_report.ts";

Deno.test("parsePrepareReport() refuses what is no report, by its name", () => {
  for (const text of ["{", "{}", '{"formatVersion": 999}']) {
    assert.throws(
      () => parsePrepareReport(text, "data/report.json"),
      /^InputError: data\/report\.json is not a report of format version \d+: prepare the data again$/,
    );
  }
});
