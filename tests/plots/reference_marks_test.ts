import assert from "node:assert/strict";
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
