import assert from "node:assert/strict";
import { parseHTML } from "linkedom";
import { learningCurvesSvg } from "../../src/plots/learning_curves_svg.ts";

const FALLING = [{ x: 1, y: 6 }, { x: 2, y: 4 }, { x: 3, y: 3 }];

function parse(svg: string) {
  const { document } = parseHTML(svg) as unknown as {
    document: { querySelectorAll(selector: string): Iterable<Element> };
  };
  return (selector: string) => [...document.querySelectorAll(selector)];
}

interface Element {
  readonly textContent: string;
  getAttribute(name: string): string | null;
}

Deno.test("learningCurvesSvg() draws a panel per metric and a line per run", () => {
  const svg = learningCurvesSvg([
    {
      title: "loss",
      curves: [
        { label: "k3f9", points: FALLING },
        { label: "z7hh", points: FALLING.slice(0, 2) },
      ],
    },
    { title: "mrr@20", curves: [{ label: "z7hh", points: FALLING }] },
  ]);
  const all = parse(svg);
  assert.equal(all("svg > g > svg").length, 2);
  const colors = all("g[aria-label=line] > path")
    .map((path) => path.getAttribute("stroke"));
  assert.equal(colors.length, 3);
  assert.notEqual(colors[0], colors[1]);
  assert.equal(colors[1], colors[2]);
});

Deno.test("learningCurvesSvg() is a file of its own, for dark and light", () => {
  const svg = learningCurvesSvg([
    { title: "loss", curves: [{ label: "k3f9", points: FALLING }] },
  ]);
  assert.match(svg, /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
  assert.match(svg, /prefers-color-scheme: dark/);
});

Deno.test("learningCurvesSvg() writes labels as text, not as markup", () => {
  const svg = learningCurvesSvg([
    {
      title: "<loss>",
      curves: ["<b>&", "c"].map((label) => ({ label, points: FALLING })),
    },
  ]);
  assert.ok(svg.includes("&lt;b>&amp;"));
  assert.ok(!svg.includes("<loss>"));
});

Deno.test("learningCurvesSvg() takes one point, values that are not finite, and nothing", () => {
  const one = [{ x: 1, y: 3 }];
  const holes = [{ x: 1, y: NaN }, { x: 2, y: 1 }, { x: 3, y: 2 }];
  for (const points of [one, holes, []]) {
    const svg = learningCurvesSvg([
      { title: "loss", curves: [{ label: "a", points }] },
    ]);
    assert.ok(!svg.includes("NaN"), svg);
  }
  assert.ok(learningCurvesSvg([]).endsWith("</svg>\n"));
});
