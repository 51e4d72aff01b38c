import assert from "node:assert/strict";
import { barChart } from "../../src/plots/bar_chart.ts";
import { lineChart } from "../../src/plots/line_chart.ts";
import { referenceMarks } from "../../src/plots/reference_marks.ts";

Deno.test("referenceMarks() draws a dashed line with its label, or nothing", () => {
  assert.deepEqual(referenceMarks(undefined), []);
  const line = { label: "a", points: [{ x: 0, y: 0 }, { x: 9, y: 1 }] };
  const axes = { title: "t", x: "x", y: "y" };
  const reference = { x: 4, label: "80 % & more" };
  const svg = lineChart([line], { ...axes, reference });
  assert.match(svg, /stroke-dasharray="4 3"/);
  assert.match(svg, />80 % &amp; more</);
  assert.doesNotMatch(lineChart([line], axes), /stroke-dasharray/);
});

Deno.test("referenceMarks() puts the label on the side that is asked for", () => {
  const bars = [{ label: "a", value: 9 }];
  const chart = (x: number) =>
    barChart(bars, { title: "t", x: "x", reference: { x, label: "here" } });
  // Where there is room: left of a line on the right.
  assert.match(chart(8), /text-anchor="end"[^>]*><text[^>]*>here</);
  assert.match(chart(1), /text-anchor="start"[^>]*><text[^>]*>here</);
  assert.equal(chart(1).match(/>here</g)!.length, 1);
});
