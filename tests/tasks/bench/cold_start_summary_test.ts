import assert from "node:assert/strict";
import type { ColdStartRun } from "../../../tasks/bench/cold_start_run.ts";
import { summarizeColdStart } from "../../../tasks/bench/cold_start_summary.ts";

/** Two targets, the ranks of the model and of another one. */
function run(
  seed: number,
  gru: readonly number[],
  other: readonly number[],
): ColdStartRun {
  const ranks = (all: readonly number[]) => ({
    all: Int32Array.from(all, (rank) => 10 * rank),
    hidden: Int32Array.from(all),
  });
  return {
    seed,
    id: `run ${seed}`,
    hidden: 4,
    sessions: Int32Array.of(0, 1),
    metrics: { "mrr@20": 0.3 },
    recommenders: { gru: ranks(gru), other: ranks(other) },
  };
}

Deno.test("summarizeColdStart() gives means and deviations over seeds, and how far the model is ahead", () => {
  const summary = summarizeColdStart(
    [run(1, [1, 2], [4, 4]), run(2, [1, 1], [2, 2])],
    ["recall@20", "mrr@20"],
  );
  const { gru, other } = summary.recommenders;
  // Among the hidden: (1 + 1/2) / 2 and 1; among all 1/10, 1/20 and 1/10.
  assert.equal(gru!.hidden.mean["mrr@20"], 0.875);
  assert.ok(Math.abs(gru!.hidden.spread["mrr@20"]! - 0.25 / Math.SQRT2) < 1e-9);
  assert.ok(Math.abs(gru!.all.mean["mrr@20"]! - 0.0875) < 1e-9);
  assert.equal(gru!.all.mean["recall@20"], 1);
  // Among all the other one has 40 and 20.
  assert.equal(other!.all.mean["recall@20"], 0.5);
  assert.equal(summary.differences.other!.hidden.difference, 0.5);
  assert.deepEqual(Object.keys(summary.differences), ["other"]);
  assert.equal(summary.hidden, 8);
  assert.equal(summary.targets, 4);
  assert.deepEqual(summary.runs.map((it) => it.id), ["run 1", "run 2"]);
});
