import assert from "node:assert/strict";
import {
  curveMetrics,
  learningCurves,
} from "../../src/track/learning_curves.ts";
import type { StoredRun } from "../../src/track/read_run.ts";

function run(id: string, metrics: Record<string, number>[]): StoredRun {
  return {
    folder: `runs/${id}`,
    metrics: metrics.map((one, at) => ({
      step: at + 1,
      timeMs: 0,
      metrics: one,
    })),
    record: {
      formatVersion: 1,
      id,
      experiment: "demo",
      status: "finished",
      startedAtMs: 0,
      endedAtMs: 1,
      params: { "evaluate.metric": "mrr@20" },
      environment: {},
      summary: {},
    },
  };
}

Deno.test("learningCurves() gives a curve to each run that logged the metric", () => {
  const runs = [
    run("20261123-100000-aaaa", [{ loss: 3 }, { "mrr@20": 1 }, { loss: 2 }]),
    run("20261123-100000-bbbb", [{ "mrr@20": 1 }]),
  ];
  assert.deepEqual(learningCurves(runs, "loss"), [
    { label: "aaaa", points: [{ x: 1, y: 3 }, { x: 3, y: 2 }] },
  ]);
});

Deno.test("curveMetrics() are the loss and the metric that chose, where logged", () => {
  const both = run("a", [{ loss: 3, "validation.mrr@20": 0.1 }]);
  assert.deepEqual(curveMetrics([both]), ["loss", "validation.mrr@20"]);
  assert.deepEqual(curveMetrics([run("a", [{ loss: 3 }])]), ["loss"]);
  assert.deepEqual(curveMetrics([]), []);
});
