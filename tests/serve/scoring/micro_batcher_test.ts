import assert from "node:assert/strict";
import type { BatchReport } from "../../../src/serve/scorer.ts";
import { MicroBatcher } from "../../../src/serve/scoring/micro_batcher.ts";

Deno.test("MicroBatcher answers at once, then together what came meanwhile", async () => {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const reports: BatchReport[] = [];
  let nowMs = 0;
  const batcher = new MicroBatcher<number, number>({
    run: async (batch) => {
      batches.push([...batch]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return batch.map((it) => it * 10);
    },
    take: (waiting) => Math.min(waiting.length, 3),
    onBatch: (report) => reports.push(report),
    now: () => nowMs,
  });
  const answers = [1, 2, 3, 4, 5].map((it) => batcher.ask(it));
  nowMs = 7;
  for (let batch = 0; batch < 3; batch++) {
    while (gates.length === 0) await Promise.resolve();
    gates.pop()!();
    await answers[[0, 3, 4][batch]!];
    nowMs += 10;
  }
  assert.deepEqual(await Promise.all(answers), [10, 20, 30, 40, 50]);
  assert.deepEqual(batches, [[1], [2, 3, 4], [5]]);
  await batcher.drained();
  assert.deepEqual(reports[1]!.sessions, 3);
  assert.ok(reports[1]!.waitedMs.every((it) => it >= 7));
});

Deno.test("MicroBatcher fails those of a batch that fails, and goes on", async () => {
  const batcher = new MicroBatcher<number, number>({
    run: (batch) =>
      batch.includes(2)
        ? Promise.reject(new Error("no"))
        : Promise.resolve([...batch]),
    take: () => 1,
  });
  const answers = [1, 2, 3].map((it) => batcher.ask(it));
  const [one, two, three] = await Promise.allSettled(answers);
  assert.deepEqual(one, { status: "fulfilled", value: 1 });
  assert.equal((two as PromiseRejectedResult).reason.message, "no");
  assert.deepEqual(three, { status: "fulfilled", value: 3 });
});
