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
    most: 3,
    take: (waiting) => waiting.length,
    ready: 9,
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
    most: 3,
    take: () => 1,
    ready: 9,
  });
  const answers = [1, 2, 3].map((it) => batcher.ask(it));
  const [one, two, three] = await Promise.allSettled(answers);
  assert.deepEqual(one, { status: "fulfilled", value: 1 });
  assert.equal((two as PromiseRejectedResult).reason.message, "no");
  assert.deepEqual(three, { status: "fulfilled", value: 3 });
});

Deno.test("MicroBatcher has a batch ready where enough wait, and none beyond it", async () => {
  const batches: number[][] = [];
  const gates: (() => void)[] = [];
  const reports: BatchReport[] = [];
  let nowMs = 0;
  const batcher = new MicroBatcher<number, number>({
    run: async (batch) => {
      batches.push([...batch]);
      await new Promise<void>((resolve) => gates.push(resolve));
      return batch;
    },
    most: 2,
    take: (waiting) => waiting.length,
    ready: 2,
    onBatch: (report) => reports.push(report),
    now: () => nowMs,
  });
  const answers = [1, 2, 3, 4, 5, 6].map((it) => batcher.ask(it));
  assert.deepEqual(batches, [[1], [2, 3]]);
  for (const answered of [0, 2, 4, 5]) {
    nowMs += 10;
    gates.shift()!();
    assert.equal(await answers[answered], answered + 1);
  }
  await batcher.drained();
  assert.deepEqual(batches, [[1], [2, 3], [4, 5], [6]]);
  // Each was begun when the one before was answered.
  assert.deepEqual(reports.map((it) => it.tookMs), [10, 10, 10, 10]);
  assert.deepEqual(reports.map((it) => it.waitedMs), [[0], [10, 10], [20, 20], [
    30,
  ]]);
});

Deno.test("MicroBatcher says when it is drained, of batches that lie ready too", async () => {
  let answered = 0;
  const batcher = new MicroBatcher<number, number>({
    run: async (batch) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      answered += batch.length;
      return batch;
    },
    most: 1,
    take: () => 1,
    ready: 1,
  });
  await batcher.drained();
  const answers = [1, 2, 3].map((it) => batcher.ask(it));
  await batcher.drained();
  assert.equal(answered, 3);
  await Promise.all(answers);
});
