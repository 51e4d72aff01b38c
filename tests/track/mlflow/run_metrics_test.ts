import assert from "node:assert/strict";
import type { MetricsLine, RunRecord } from "../../../src/track/run_record.ts";
import {
  metricsOfLines,
  metricsOfSummary,
} from "../../../src/track/mlflow/run_metrics.ts";

const LINES: MetricsLine[] = [
  { step: 1, timeMs: 10, metrics: { loss: 3, "validation.mrr@20": NaN } },
  { step: 2, timeMs: 20, metrics: { loss: -Infinity } },
  // A resumed run went through epoch 2 again, with the same loss.
  { step: 2, timeMs: 30, metrics: { loss: -Infinity, learningRate: 0.1 } },
  { step: 3, timeMs: 40, metrics: { loss: 1 } },
];

Deno.test("metricsOfLines() spells what is not finite, and tells a repeated value once", () => {
  assert.deepEqual(metricsOfLines(LINES, 0), [
    { key: "loss", value: 3, timestamp: 10, step: 1 },
    { key: "validation/mrr_at_20", value: "NaN", timestamp: 10, step: 1 },
    { key: "loss", value: "-Infinity", timestamp: 20, step: 2 },
    { key: "learningRate", value: 0.1, timestamp: 30, step: 2 },
    { key: "loss", value: 1, timestamp: 40, step: 3 },
  ]);
});

Deno.test("metricsOfLines() begins where it left off, and still knows what came before", () => {
  assert.deepEqual(metricsOfLines(LINES, 2), [
    { key: "learningRate", value: 0.1, timestamp: 30, step: 2 },
    { key: "loss", value: 1, timestamp: 40, step: 3 },
  ]);
});

Deno.test("metricsOfSummary() names model and data with the model's own results, and groups the baselines'", () => {
  const record = {
    endedAtMs: 50,
    params: { "evaluate.baselines": "markov" },
    summary: { "mrr@20": 0.3, "markov.mrr@20": 0.2 },
    datasets: [{ name: "demo", digest: "0a1b", columns: {}, sizes: {} }],
  } as unknown as RunRecord;
  assert.deepEqual(metricsOfSummary(record, { step: 5, model: "m-1" }), [
    {
      key: "mrr_at_20",
      value: 0.3,
      timestamp: 50,
      step: 5,
      model_id: "m-1",
      dataset_name: "demo",
      dataset_digest: "0a1b",
    },
    { key: "vs/markov/mrr_at_20", value: 0.2, timestamp: 50, step: 5 },
  ]);
});
