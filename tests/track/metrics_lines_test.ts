import assert from "node:assert/strict";
import { readMetricsLines } from "../../src/track/metrics_lines.ts";

async function readText(text: string) {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(path, text);
    return await readMetricsLines(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("readMetricsLines() gives each whole line, repeated steps too", async () => {
  const lines = await readText(
    '{"step":1,"timeMs":5,"metrics":{"loss":2}}\n' +
      '{"step":1,"timeMs":6,"metrics":{"loss":3}}\n{"step":2,"ti',
  );
  assert.deepEqual(lines, [
    { step: 1, timeMs: 5, metrics: { loss: 2 } },
    { step: 1, timeMs: 6, metrics: { loss: 3 } },
  ]);
});

Deno.test("readMetricsLines() names a line that is none", async () => {
  await assert.rejects(
    readText('{"step":1,"timeMs":5,"metrics":{}}\n{"step":"x"}\n'),
    /line 2: a step and its metrics are wanted/,
  );
});

Deno.test("readMetricsLines() finds no lines in a file that is not there", async () => {
  assert.deepEqual(await readMetricsLines("/nowhere/metrics.jsonl"), []);
});
