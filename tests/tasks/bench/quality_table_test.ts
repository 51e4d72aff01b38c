import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { QUALITY_DATA } from "../../../tasks/bench/quality_data.ts";
import type { QualityResult } from "../../../tasks/bench/quality_runs.ts";
import {
  comparisonTable,
  differenceLines,
  runsTable,
} from "../../../tasks/bench/quality_table.ts";
import { presetNames } from "../../../tasks/preset.ts";

const DATA = QUALITY_DATA["yoochoose1_64"]!;

const RESULT: QualityResult = {
  model: "gru",
  quality: {
    mean: { "recall@20": 0.7125, "mrr@20": 0.315 },
    spread: { "recall@20": 0.0008, "mrr@20": 0.0004 },
  },
  baselines: {
    vsknn: {
      mean: { "recall@20": 0.6906, "mrr@20": 0.2856 },
      spread: { "recall@20": 0, "mrr@20": 0 },
    },
  },
  differences: {
    "mrr@20": { difference: 0.0294, low: -0.001, high: 0.03, pValue: 0.002 },
  },
  runs: [{
    id: "20261123-210305-k3f9",
    seed: 1,
    metrics: { "recall@20": 0.712, "mrr@20": 0.3146 },
    epochs: 8,
    seconds: 80.4,
    eventsPerSecond: 60_123.4,
  }, {
    id: "20261123-210505-k3fa",
    seed: 2,
    metrics: { "recall@20": 0.713, "mrr@20": 0.3154 },
    epochs: 8,
    seconds: 80,
    eventsPerSecond: 60_000,
  }],
  params: resolveParams({
    preset: { description: "Made by a test", events: { format: "sessions" } },
  }),
};

Deno.test("comparisonTable() sets mean and spread beside baselines and published figures", () => {
  const { headers, rows } = comparisonTable(RESULT, DATA);
  assert.deepEqual(headers, ["recommender", "recall@20", "mrr@20", "source"]);
  assert.deepEqual(rows.slice(0, 2), [
    ["**gru**", "0.7125 ± 0.0008", "0.3150 ± 0.0004", "this run, 2 seeds"],
    ["vsknn", "0.6906", "0.2856", "this run"],
  ]);
  assert.deepEqual(rows.at(-1), [
    "SGNN-HN",
    "–",
    "0.3261",
    "Pan et al., CIKM 2020",
  ]);
});

Deno.test("runsTable() has a row a seed", () => {
  const { rows } = runsTable(RESULT, DATA);
  assert.equal(rows.length, 2);
  assert.deepEqual(rows[0], [
    "20261123-210305-k3f9",
    "1",
    "0.7120",
    "0.3146",
    "8",
    "80",
    "60123",
  ]);
});

Deno.test("differenceLines() says how sure the lead over V-SKNN is", () => {
  assert.deepEqual(differenceLines(RESULT), [
    "gru less vsknn in mrr@20: +0.0294, 95 % interval −0.0010 to +0.0300, p = 0.002 (paired bootstrap over sessions)",
  ]);
});

Deno.test("every data set of bench quality has its preset", () => {
  const presets = Object.values(QUALITY_DATA).map((it) => it.preset);
  assert.deepEqual(presets.filter((it) => !presetNames().includes(it)), []);
});
