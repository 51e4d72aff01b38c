import assert from "node:assert/strict";
import { scatterChart } from "../../src/plots/scatter_chart.ts";

Deno.test("scatterChart() gives each group a colour and a name", () => {
  const svg = scatterChart([
    { x: 0, y: 0, group: "shoes", label: "p1" },
    { x: 1, y: 1, group: "hats" },
    { x: 2, y: 1, group: "hats" },
  ], { title: "t" });
  assert.match(svg, />shoes</);
  assert.match(svg, /<title>p1<\/title>/);
  assert.equal(svg.match(/fill="#f07117"/g)!.length, 1 + 2);
});

Deno.test("scatterChart() keeps the rest grey, last in the legend and below all", () => {
  const svg = scatterChart([
    { x: 0, y: 0, group: "other" },
    { x: 1, y: 1, group: "hats" },
  ], { title: "t", rest: "other" });
  assert.match(svg, />hats<[^]*>other</);
  assert.match(svg, /fill="#8d96a0"[^]*fill="#3b82f6"[^]*<\/g>/);
});
