import assert from "node:assert/strict";
import { barChart } from "../../src/plots/bar_chart.ts";

Deno.test("barChart() draws a bar, its number and its interval for each entry", () => {
  const svg = barChart([
    { label: "gru", value: 0.2665, interval: [0.26, 0.27], marked: true },
    { label: "markov", value: 0.2022 },
  ], { title: "The GRU leads", x: "MRR@20" });
  assert.match(svg, /^<svg [^>]*aria-label="The GRU leads"/);
  assert.match(svg, />0\.267</);
  assert.match(svg, />0\.202</);
  assert.match(svg, /MRR@20/);
  assert.equal(svg.match(/fill="#3b82f6"/g)?.length, 1);
});

Deno.test("barChart() cuts long names in the middle, and keeps equal ones apart", () => {
  const name = "category_popularity_of_the_last_item_in_the_session";
  const svg = barChart([
    { label: name, value: 1 },
    { label: name, value: 2 },
  ], { title: "t", x: "x" });
  assert.equal(svg.match(/>category_popul…in_the_session</g)?.length, 2);
  assert.equal(svg.match(/<title>category_popularity_of_the/g)?.length, 2);
  assert.equal(new Set(svg.match(/<rect [^>]*rx="2"[^>]*>/g)).size, 2);
});

Deno.test("barChart() writes the numbers of bars to the left before them", () => {
  const svg = barChart([
    { label: "cart", value: -0.25 },
    { label: "tail", value: 0.5 },
  ], { title: "t", x: "x" });
  assert.match(
    svg,
    /text-anchor="start"[^]*>0\.500<[^]*text-anchor="end"[^]*>−0\.250</,
  );
});

Deno.test("barChart() cuts bars that are too long, and writes all numbers alike", () => {
  const bars = [{ label: "a", value: 21.46 }, { label: "b", value: 0.5 }];
  const options = { title: "t", x: "x" };
  const cut = barChart(bars, { ...options, limit: 4 });
  assert.match(cut, />21\.5 →<[^]*>0\.5</);
  assert.doesNotMatch(cut, />20</);
  const whole = barChart(bars, options);
  assert.match(whole, />20</);
  assert.doesNotMatch(whole, /→<\/text><text[^>]*>0\.5/);
});
