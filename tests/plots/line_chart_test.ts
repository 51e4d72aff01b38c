import assert from "node:assert/strict";
import { lineChart } from "../../src/plots/line_chart.ts";

const LINES = ["a", "b & c"].map((label, at) => ({
  label,
  points: [{ x: 1, y: at }, { x: 2, y: at + 1 }],
}));

Deno.test("lineChart() names several lines in a legend, and one in none", () => {
  const axes = { title: "t", x: "epoch", y: "loss" };
  assert.match(lineChart(LINES, axes), />b &amp; c</);
  assert.doesNotMatch(lineChart(LINES.slice(0, 1), axes), />a</);
});

Deno.test("lineChart() leaves a gap where a value is not finite", () => {
  const points = [
    { x: 1, y: 1 },
    { x: 2, y: 2 },
    { x: 3, y: NaN },
    { x: 4, y: 2 },
    { x: 5, y: 1 },
  ];
  const svg = lineChart([{ label: "a", points }], {
    title: "t",
    x: "x",
    y: "y",
  });
  assert.match(svg, /d="M[^M"]+M[^M"]+"/);
});
