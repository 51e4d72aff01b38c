import assert from "node:assert/strict";
import type { Comparison } from "../../src/drift/comparison.ts";
import { driftChart } from "../../src/drift/drift_chart.ts";

const SAMPLE = { name: "may", sessions: 9, events: 70, fromMs: 0, toMs: 1 };

/** A comparison by its measures: value, and whether that is drift at 0.1. */
function comparison(
  name: string,
  ...values: readonly (readonly [number, boolean])[]
): Comparison {
  const measures = values.map(([value, drifted]) => ({
    name: "PSI",
    value,
    threshold: 0.1,
    drifted,
  }));
  const drifted = values.some(([, it]) => it);
  return { name, kind: "number", drifted, measures, summary: {}, bins: [] };
}

Deno.test("driftChart() shows each comparison by its strongest measure, the farthest first", () => {
  const svg = driftChart({
    reference: SAMPLE,
    current: SAMPLE,
    alpha: 0.01,
    drifted: true,
    comparisons: [
      comparison("quiet", [0.02, false], [0.05, false]),
      // A value that chance may bring does not count beside one that it does not.
      comparison("price", [0.3, true], [0.9, false]),
    ],
    absent: [],
  });
  assert.match(svg, />Drift in 1 of 2 comparisons: price\.</);
  assert.match(svg, />price<[^]*>quiet</);
  assert.match(svg, />3\.00<[^]*>0\.50</);
  assert.match(svg, />threshold</);
  assert.equal(svg.match(/fill="#3b82f6"/g)?.length, 1);
});
