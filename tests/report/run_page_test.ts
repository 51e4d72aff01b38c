import assert from "node:assert/strict";
import type { MetricsFile } from "../../src/report/run_data.ts";
import { runPage } from "../../src/report/run_page.ts";
import type { StoredRun } from "../../src/track/read_run.ts";

const RUN: StoredRun = {
  folder: "runs/x",
  record: {
    formatVersion: 1,
    id: "20260101-000000-abcd",
    experiment: "demo <shop>",
    status: "finished",
    startedAtMs: Date.UTC(2026, 0, 1),
    endedAtMs: Date.UTC(2026, 0, 1, 0, 1),
    params: { "train.epochs": 2, "evaluate.metric": "mrr@20" },
    environment: { backend: "tensorflow" },
    summary: {},
  },
  metrics: [1, 2].map((step) => ({
    step,
    timeMs: step,
    metrics: { loss: 5 - step, "validation.mrr@20": step / 10 },
  })),
};

const METRICS: MetricsFile = {
  model: {
    name: "gru",
    targets: 6763,
    metrics: { "recall@20": 0.69, "mrr@20": 0.2665 },
    slices: { "prefix 1": { targets: 1129, "mrr@20": 0.22 } },
  },
  baselines: [
    {
      name: "popularity",
      targets: 6763,
      metrics: { "mrr@20": 0.02 },
      slices: {},
    },
    { name: "markov", targets: 6763, metrics: { "mrr@20": 0.2 }, slices: {} },
  ],
  comparison: {
    metric: "mrr@20",
    interval: { low: 0.26, high: 0.27 },
    leads: { markov: { difference: 0.0643, low: 0.057, high: 0.071 } },
  },
};

Deno.test("runPage() says what came of the run, beside its best baseline, and how sure that is", () => {
  const html = runPage({ run: RUN, metrics: METRICS });
  assert.match(
    html,
    /gru is better than its best baseline, markov, in mrr@20: 0\.2665 against 0\.2000\./,
  );
  assert.match(html, /\+0\.0643 \[\+0\.0570, \+0\.0710\]/);
  assert.match(html, /finished after 60 s/);
  assert.match(html, /prefix 1 \(1,129\)/);
});

Deno.test("runPage() calls a lead whose interval holds 0 none", () => {
  const leads = { markov: { difference: 0.001, low: -0.001, high: 0.003 } };
  const html = runPage({
    run: RUN,
    metrics: { ...METRICS, comparison: { ...METRICS.comparison!, leads } },
  });
  assert.match(
    html,
    /gru is not clearly different from its best baseline, markov/,
  );
});

Deno.test("runPage() needs nothing from elsewhere, and takes names for text", () => {
  const html = runPage({ run: RUN, metrics: METRICS });
  assert.match(html, /<h1>demo &lt;shop><\/h1>/);
  assert.doesNotMatch(
    html.replaceAll("http://www.w3.org/2000/svg", ""),
    /(src|href)=|https?:/,
  );
});

Deno.test("runPage() tells how the data was made, where that is known", () => {
  const html = runPage({
    run: RUN,
    metrics: METRICS,
    data: {
      steps: [{
        step: "short sessions",
        rowsBefore: 100,
        dropped: 7,
        reason: "fewer than 2 events",
      }],
      splits: { train: { sessions: 10, events: 93, targets: 83 } },
      vocabularies: { item: 52 },
    },
  });
  assert.match(html, /fewer than 2 events/);
  assert.match(html, />50</);
});

Deno.test("runPage() shows the leads with their intervals, and each slice beside the best baseline", () => {
  const [popularity, markov] = METRICS.baselines;
  const html = runPage({
    run: RUN,
    metrics: {
      ...METRICS,
      baselines: [popularity!, {
        ...markov!,
        slices: { "prefix 1": { targets: 1129, "mrr@20": 0.19 } },
      }],
    },
  });
  assert.match(html, />How far is gru ahead\?</);
  assert.match(html, />gru<[^]*>markov<[^]*>prefix 1 \(1,129\)</);
});

Deno.test("runPage() leaves out the hit rate where it is the recall, and keeps it where it is not", () => {
  const withRate = (rate: number) =>
    runPage({
      run: RUN,
      metrics: {
        ...METRICS,
        model: {
          ...METRICS.model,
          metrics: { ...METRICS.model.metrics, "hit_rate@20": rate },
        },
      },
    });
  assert.doesNotMatch(withRate(0.69), /hit_rate@20/);
  assert.match(withRate(0.72), /hit_rate@20/);
});
