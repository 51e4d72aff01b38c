import assert from "node:assert/strict";
import { tuneText } from "../../../tasks/tune/tune_text.ts";

Deno.test("tuneText() shows what each trial tried and how far it came", () => {
  const text = tuneText([
    {
      trial: 3,
      id: "20261123-210305-k3f9",
      epochs: 9,
      value: 0.3123,
      bestEpoch: 7,
      point: { "model.cosineScale": null, "train.learningRate": 0.0025 },
    },
    {
      trial: 0,
      id: "20261123-210205-z7hh",
      epochs: 1,
      value: -Infinity,
      bestEpoch: 0,
      point: { "model.cosineScale": 16, "train.learningRate": 0.1 },
    },
  ], { metric: "mrr@20", color: false });
  const lines = text.split("\n").map((line) => line.split(/ {2,}/));
  assert.deepEqual(lines[0], [
    "trial",
    "run",
    "epochs",
    "best at",
    "mrr@20",
    "cosineScale",
    "learningRate",
  ]);
  const cells = (row: number) => lines[row]!.filter((it) => it !== "");
  assert.deepEqual(cells(2), [
    "3",
    "k3f9",
    "9",
    "7",
    "0.3123",
    "null",
    "0.0025",
  ]);
  assert.deepEqual(cells(3).slice(3, 5), ["failed", "–"]);
});
