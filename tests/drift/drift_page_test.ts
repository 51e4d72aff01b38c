import assert from "node:assert/strict";
import { driftMetrics } from "../../src/drift/drift_metrics.ts";
import { driftPage } from "../../src/drift/drift_page.ts";
import type { DriftReport } from "../../src/drift/drift_report.ts";
import { verdict } from "../../src/drift/verdict.ts";

const SAMPLE = { sessions: 10, events: 70, fromMs: 0, toMs: 86_400_000 };
const REPORT: DriftReport = {
  reference: { ...SAMPLE, name: "may <1>" },
  current: { ...SAMPLE, name: "june" },
  alpha: 0.01,
  drifted: true,
  comparisons: [
    {
      name: "price",
      kind: "number",
      drifted: true,
      measures: [
        {
          name: "Wasserstein",
          value: 0.5,
          expected: 0.01,
          threshold: 0.11,
          drifted: true,
        },
        {
          name: "Kolmogorov–Smirnov",
          value: 0.3,
          threshold: 0.1,
          pValue: 1e-9,
          drifted: true,
        },
      ],
      summary: { mean: [3, 4] },
      bins: [
        { label: "1", reference: 0.6, current: 0.2 },
        { label: "2", reference: 0.4, current: 0.8 },
      ],
    },
    {
      name: "new items",
      kind: "share",
      drifted: false,
      measures: [{
        name: "new share",
        value: 0.02,
        expected: 0.01,
        threshold: 0.06,
        drifted: false,
      }],
      summary: { "share of events": [0.01, 0.02] },
      bins: [],
    },
  ],
  absent: ["hearts"],
};

Deno.test("driftPage() says what has drifted, by which measure, beside what chance brings", () => {
  const html = driftPage(REPORT);
  assert.match(html, /Drift in 1 of 2 comparisons: price\./);
  assert.match(html, /may &lt;1>/);
  assert.match(html, /Not compared, for the current sample lacks them: hearts/);
  assert.match(html, />&lt; 0\.0001</);
  assert.match(html, /1 % of such reports/);
  assert.match(html, /<details><summary>new items</);
  assert.equal([...html.matchAll(/<svg xmlns/g)].length, 2);
});

Deno.test("driftPage() needs nothing from elsewhere", () => {
  assert.doesNotMatch(
    driftPage(REPORT).replaceAll("http://www.w3.org/2000/svg", ""),
    /(src|href)=|https?:/,
  );
});

Deno.test("verdict() says that there is no drift", () => {
  const comparisons = REPORT.comparisons.slice(1);
  assert.equal(
    verdict({ ...REPORT, drifted: false, comparisons }),
    "No drift in 1 comparison.",
  );
});

Deno.test("driftMetrics() names each measure as a tracker takes it", () => {
  assert.deepEqual(driftMetrics(REPORT), {
    "price.wasserstein": 0.5,
    "price.kolmogorov_smirnov": 0.3,
    "new_items.share": 0.02,
  });
});
