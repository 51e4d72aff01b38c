import assert from "node:assert/strict";
import { histogramChart } from "../../src/plots/histogram_chart.ts";

Deno.test("histogramChart() draws a bar for each range", () => {
  const svg = histogramChart([
    { from: 0, to: 1, count: 5 },
    { from: 1, to: 2, count: 3 },
  ], { title: "Most sessions are short", x: "events", y: "sessions" });
  assert.equal(svg.match(/<rect /g)!.length, 1 + 2);
  assert.match(svg, /sessions/);
});
