import assert from "node:assert/strict";
import { pairChart } from "../../src/plots/pair_chart.ts";

Deno.test("pairChart() draws two bars a label, in two colours", () => {
  const svg = pairChart([
    { label: "acme & sons", values: [0.4, 0.1] },
    { label: "(other)", values: [0.6, 0.9] },
  ], { title: "brand", x: "share", series: ["reference", "current"] });
  assert.equal([...svg.matchAll(/<rect [^>]*fill="#3b82f6"/g)].length, 2);
  assert.equal([...svg.matchAll(/<rect [^>]*fill="#f07117"/g)].length, 2);
  assert.match(svg, /acme &amp; sons/);
  assert.match(svg, /height="194"/);
});
