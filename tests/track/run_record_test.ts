import assert from "node:assert/strict";
import {
  metricsLineSchema,
  runRecordSchema,
} from "../../src/track/run_record.ts";

Deno.test("metricsLineSchema reads null as NaN, which JSON cannot write", () => {
  const written = JSON.stringify({
    step: 1,
    timeMs: 0,
    metrics: { loss: NaN },
  });
  const line = metricsLineSchema.parse(JSON.parse(written));
  assert.deepEqual(line.metrics, { loss: NaN });
});

Deno.test("runRecordSchema refuses a format version it does not know", () => {
  const record = {
    formatVersion: 1,
    id: "a",
    experiment: "demo",
    status: "finished",
    startedAtMs: 0,
    endedAtMs: 1,
    params: { "train.clipNorm": null },
    environment: {},
    summary: {},
  };
  assert.deepEqual(runRecordSchema.parse(record), record);
  assert.throws(() => runRecordSchema.parse({ ...record, formatVersion: 2 }));
});
