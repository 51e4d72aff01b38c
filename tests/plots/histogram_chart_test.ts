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

Deno.test("histogramChart() stands groups on each other, and draws what to compare with", () => {
  const svg = histogramChart([
    { from: 0, to: 1, count: 5, group: "train" },
    { from: 0, to: 1, count: 3, group: "test" },
  ], {
    title: "t",
    x: "x",
    y: "y",
    reference: { x: 0.5, label: "the middle" },
  });
  assert.match(svg, />train<[^]*>test</);
  assert.match(svg, />the middle</);
  // Eight in all, and no more than that.
  assert.match(svg, />8</);
  assert.doesNotMatch(svg, />9</);
});

Deno.test("histogramChart() names seconds as people do", () => {
  const svg = histogramChart([
    { from: 5, to: 500, count: 5 },
    { from: 500, to: 5000, count: 3 },
  ], { title: "t", x: "pause", y: "y", log: true, seconds: true });
  const ticks = [...svg.matchAll(/>(\d+ (?:s|min|h|d))</g)].map(([, it]) => it);
  assert.deepEqual(ticks, ["10 s", "1 min", "10 min", "1 h"]);
});
