import assert from "node:assert/strict";
import {
  metricName,
  mlflowName,
} from "../../../src/track/mlflow/mlflow_name.ts";

Deno.test("mlflowName() leaves alone what MLflow takes, in any script", () => {
  for (const name of ["train.epochs", "Größe", "速度/x", "a b:c-d_e"]) {
    assert.equal(mlflowName(name), name);
  }
});

Deno.test("mlflowName() writes @ out", () => {
  assert.equal(mlflowName("mrr@20"), "mrr_at_20");
});

Deno.test("mlflowName() makes no two names one", () => {
  const names = [
    "a*b",
    "a?b",
    "a_b",
    "/a",
    "a//b",
    "../a",
    "a",
    "",
    "x".repeat(300),
    "x".repeat(301),
  ];
  const made = names.map(mlflowName);
  assert.equal(new Set(made).size, names.length);
  for (const name of made) assert.match(name, /^[\w/]{1,250}$/);
});

Deno.test("metricName() tells groups by slashes, by which charts fold", () => {
  assert.equal(metricName("validation.mrr@20"), "validation/mrr_at_20");
  assert.equal(metricName("loss"), "loss");
});
