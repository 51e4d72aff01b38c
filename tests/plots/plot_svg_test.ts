import assert from "node:assert/strict";
import { plotSvg } from "../../src/plots/plot_svg.ts";

Deno.test("plotSvg() is one file that fits light and dark, and names what it shows", () => {
  const svg = plotSvg({ title: 'A "b" < c', subtitle: "of d", plot: {} });
  assert.match(svg, /aria-label="A &quot;b&quot; &lt; c"/);
  assert.match(svg, /prefers-color-scheme: dark/);
  assert.doesNotMatch(svg.replaceAll("http://www.w3.org", ""), /https?:/);
});
