import assert from "node:assert/strict";
import { timelineChart } from "../../src/plots/timeline_chart.ts";

const lines = [
  {
    label: "retrained",
    points: [{ x: 1, y: 0.2, low: 0.1, high: 0.3 }, { x: 2, y: 0.3 }],
  },
  { label: "fixed", points: [{ x: 1, y: 0.2 }, { x: 2, y: 0.1 }] },
];

Deno.test("timelineChart() draws a line each, bands, the turn and signs", () => {
  const svg = timelineChart(lines, {
    title: "A shop",
    x: "day",
    y: "mrr@20",
    turn: { x: 2, label: "the taste shifts" },
    signs: [
      { x: 1, y: 0.2, label: "promoted", symbol: "triangle" },
      { x: 2, y: 0.3, label: "refused", symbol: "times" },
    ],
  });
  assert.match(svg, /^<svg [^>]*aria-label="A shop"/);
  const count = (part: string) => svg.split(part).length - 1;
  assert.equal(count('aria-label="line"'), 1);
  assert.equal(count('aria-label="area"'), 1);
  assert.equal(count('aria-label="dot"'), 2);
  assert.equal(count("the taste shifts"), 1);
  assert.equal(count("<title>promoted</title>"), 1);
  assert.equal(count(">fixed</text>"), 1);
});

Deno.test("timelineChart() does without turn and signs", () => {
  const svg = timelineChart(lines.slice(1), { title: "A", x: "day", y: "y" });
  assert.ok(!svg.includes('aria-label="dot"'));
});

Deno.test("timelineChart() draws the first line above the others", () => {
  const points = [{ x: 1, y: 2 }, { x: 2, y: 3 }];
  const svg = timelineChart([
    { label: "first", points },
    { label: "second", points },
  ], { title: "t", x: "day", y: "y" });
  assert.match(svg, /stroke="#f07117"[^]*stroke="#3b82f6"/);
});
