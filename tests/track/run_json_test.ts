import assert from "node:assert/strict";
import { metricsLineSchema } from "../../src/track/run_record.ts";
import { runJson } from "../../src/track/run_json.ts";

Deno.test("runJson() keeps NaN and both infinities for metricsLineSchema", () => {
  const metrics = { a: NaN, b: Infinity, c: -Infinity, d: -0.5 };
  const text = runJson({ step: 1, timeMs: 2, metrics });
  assert.equal(
    text,
    '{"step":1,"timeMs":2,"metrics":{"a":null,"b":"Infinity","c":"-Infinity","d":-0.5}}',
  );
  const line = metricsLineSchema.parse(JSON.parse(text));
  assert.deepEqual(line.metrics, metrics);
});
