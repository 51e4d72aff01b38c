import assert from "node:assert/strict";
import { graphSvg } from "../../src/plots/graph_svg.ts";

const svg = graphSvg([
  { name: "prepare", text: "data", group: "done", after: [] },
  { name: "train", text: "<run>", group: "open", after: ["prepare"] },
  { name: "check", text: "faults", group: "open", after: ["prepare"] },
  { name: "report", text: "page", group: "open", after: ["train", "check"] },
], { title: "Stages", colors: { done: 2, open: 1 } });

Deno.test("graphSvg() draws a box for each node and an arrow for each edge", () => {
  assert.match(svg, /^<svg [^>]*aria-label="Stages"/);
  assert.equal(svg.match(/<rect x=/g)?.length, 4);
  assert.equal(svg.match(/<path d="M[^"]+ C/g)?.length, 4);
  assert.match(svg, />&lt;run></);
});

Deno.test("graphSvg() puts a node right of those before it, and others below one another", () => {
  const places = [...svg.matchAll(/<rect x="(\d+)" y="(\d+)"/g)]
    .map(([, x, y]) => [Number(x), Number(y)]);
  assert.deepEqual(places, [[20, 86], [200, 86], [200, 158], [380, 86]]);
});

Deno.test("graphSvg() names each colour once, and follows the reader's dark mode", () => {
  assert.equal(svg.match(/<circle/g)?.length, 2);
  assert.match(svg, /fill="#267267"\/><text [^>]*>done</);
  assert.match(svg, /prefers-color-scheme: dark/);
});
