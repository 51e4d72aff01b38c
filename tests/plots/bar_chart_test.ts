import assert from "node:assert/strict";
import { barChart } from "../../src/plots/bar_chart.ts";

Deno.test("barChart() draws a bar, its number and its interval for each entry", () => {
  const svg = barChart([
    { label: "gru", value: 0.2665, interval: [0.26, 0.27], marked: true },
    { label: "markov", value: 0.2022 },
  ], { title: "The GRU leads", x: "MRR@20" });
  assert.match(svg, /^<svg [^>]*aria-label="The GRU leads"/);
  assert.match(svg, />0\.267</);
  assert.match(svg, />0\.202</);
  assert.match(svg, /MRR@20/);
  assert.equal(svg.match(/fill="#3b82f6"/g)?.length, 1);
});
