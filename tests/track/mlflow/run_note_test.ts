import assert from "node:assert/strict";
import type { RunRecord } from "../../../src/track/run_record.ts";
import { runNote } from "../../../src/track/mlflow/run_note.ts";

Deno.test("runNote() sets the model beside the baselines at the last cut-off", () => {
  const record = {
    experiment: "demo",
    params: { "evaluate.baselines": "markov" },
    summary: {
      "recall@5": 0.1,
      "recall@20": 0.25,
      "mrr@20": 0.2,
      eventsPerSecond: 9,
      "markov.recall@20": 0.125,
    },
  } as unknown as RunRecord;
  assert.equal(
    runNote(record),
    [
      "Test split of demo:",
      "",
      "| | recall@20 | mrr@20 |",
      "| --- | ---: | ---: |",
      "| **model** | 0.2500 | 0.2000 |",
      "| markov | 0.1250 |  |",
    ].join("\n"),
  );
});

Deno.test("runNote() is empty where nothing was evaluated", () => {
  const record = { params: {}, summary: { trial: 3 } } as unknown as RunRecord;
  assert.equal(runNote(record), "");
});
