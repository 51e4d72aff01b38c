import assert from "node:assert/strict";
import type { RunRecord } from "../../../src/track/run_record.ts";
import { describeRun } from "../../../src/track/mlflow/describe_run.ts";

const RECORD: RunRecord = {
  formatVersion: 1,
  id: "20261123-210305-k3f9",
  experiment: "demo",
  status: "running",
  startedAtMs: 0,
  endedAtMs: null,
  params: {
    "train.epochs": 3,
    "train.clipNorm": null,
    long: "😀".repeat(7000),
  },
  environment: {
    backend: "wasm",
    "git.commit": "0a1b",
    "git.changed": null,
    "ci.pipeline": "77",
    "ci.project": "https://shop/nextcart",
    "ci.user": "ann",
  },
  summary: {},
  datasets: [{
    name: "demo",
    digest: "0123456789abcdef".repeat(4),
    source: "data/demo",
    columns: { item: "string", price: "double" },
    sizes: { "train.sessions": 8 },
  }],
};

Deno.test("describeRun() spells parameters and cuts long ones at 6,000 characters", () => {
  assert.deepEqual(describeRun(RECORD).params, [
    { key: "train.epochs", value: "3" },
    { key: "train.clipNorm", value: "null" },
    { key: "long", value: "😀".repeat(6000) },
  ]);
});

Deno.test("describeRun() tells commit, pipeline, project and user as MLflow calls them", () => {
  const tags = describeRun(RECORD).tags.map(({ key, value }) => [key, value]);
  assert.deepEqual(Object.fromEntries(tags), {
    "nextcart.run": "20261123-210305-k3f9",
    backend: "wasm",
    "ci.pipeline": "77",
    "mlflow.source.git.commit": "0a1b",
    "mlflow.source.name": "https://shop/nextcart",
    "mlflow.source.type": "JOB",
    "mlflow.user": "ann",
  });
});

Deno.test("describeRun() gives a dataset with its schema, its digest as long as MLflow takes it", () => {
  const [input] = describeRun(RECORD).datasets;
  assert.deepEqual(input!.dataset, {
    name: "demo",
    digest: "0123456789abcdef0123456789abcdef0123",
    source_type: "local",
    source: '{"uri":"data/demo"}',
    schema:
      '{"mlflow_colspec":[{"name":"item","type":"string","required":true},{"name":"price","type":"double","required":true}]}',
    profile: '{"train.sessions":8}',
  });
});
