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

Deno.test("pairChart() writes numbers where their digits are asked for", () => {
  const pairs = [{ label: "price", values: [0.25, 12] as const }];
  const options = { title: "t", x: "share", series: ["a", "b"] as const };
  const svg = pairChart(pairs, { ...options, digits: 1 });
  assert.match(svg, />0\.3<[^]*>12\.0</);
  assert.doesNotMatch(pairChart(pairs, options), />12\.0</);
});
