import assert from "node:assert/strict";
import { trainText } from "../../../tasks/bench/train_text.ts";

const STEP = {
  best_median_ms: 80,
  medians_ms: [80, 90],
  wait_ms: 2,
  targets: 5120,
  targets_per_s: 64_000,
  flops: 6e9,
  candidates: 1900,
  rss_bytes: 2 ** 30,
};

Deno.test("trainText() sets steps beside PyTorch's and the roof", () => {
  const text = trainText({
    steps: { sampled: STEP, sampled_1m: { ...STEP, best_median_ms: 100 } },
    pytorch: [{
      network: "sampled",
      torch: "2.15.0",
      best_median_ms: 100,
      targets_per_s: 51_200,
    }],
    flopsPerSecond: 150e9,
    profileRows: 20,
  });
  const lines = text.split("\n");
  // 6 GFLOP in 80 ms are 75 of 150 GFLOPS.
  assert.match(
    lines[2]!,
    /^sampled +80\.0 +2\.0 +64,000 +1,900 +50 % +1\.0 +100\.0 +0\.80$/,
  );
  assert.match(lines[3]!, /^sampled_1m +100\.0 .* 40 % +1\.0 +– +–$/);
  assert.match(text, /^Roof: 150 GFLOPS/m);
});

Deno.test("trainText() shows where a step goes, what is not TensorFlow's too", () => {
  const operations = Array.from({ length: 22 }, (_, at) => ({
    operation: `Op${at}`,
    calls: 2,
    ms: at === 0 ? 58 : 1,
  }));
  const text = trainText({
    steps: { sampled: { ...STEP, profile: { step_ms: 100, operations } } },
    pytorch: [],
    flopsPerSecond: 150e9,
    profileRows: 20,
  });
  assert.match(text, /^Op0 +2\.0 +58\.00 +58 %$/m);
  assert.doesNotMatch(text, /^Op20 /m);
  assert.match(text, /^other operations +4\.0 +2\.00 +2 %$/m);
  assert.match(text, /^outside TensorFlow +– +21\.00 +21 %$/m);
  assert.match(text, /^step +44\.0 +100\.00 +100 %$/m);
});
