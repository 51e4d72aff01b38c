import assert from "node:assert/strict";
import { parseMetricsFile } from "../../src/report/run_data.ts";

Deno.test("parseMetricsFile() reads what training writes, and older files without intervals", () => {
  const model = {
    name: "gru",
    targets: 2,
    metrics: { "mrr@1": 1 },
    slices: {},
  };
  const read = parseMetricsFile(
    JSON.stringify({ model, baselines: [] }),
    "metrics.json",
  );
  assert.equal(read.model.metrics["mrr@1"], 1);
  assert.equal(read.comparison, undefined);
});

Deno.test("parseMetricsFile() names the file that is none", () => {
  assert.throws(() => parseMetricsFile("{}", "x/metrics.json"), {
    name: "InputError",
    message: "x/metrics.json holds no metrics of a run",
  });
});
