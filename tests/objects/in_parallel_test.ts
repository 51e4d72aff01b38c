import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { inParallel } from "../../src/objects/in_parallel.ts";

Deno.test("inParallel() works on no more items at a time than it may", async () => {
  let running = 0;
  let most = 0;
  const done: number[] = [];
  await inParallel([1, 2, 3, 4, 5, 6, 7], async (item) => {
    most = Math.max(most, ++running);
    await setTimeout(5);
    done.push(item);
    running--;
  }, { limit: 3 });
  assert.equal(most, 3);
  assert.deepEqual(done.sort(), [1, 2, 3, 4, 5, 6, 7]);
});

Deno.test("inParallel() stops at the first failure, when those at work have ended", async () => {
  const begun: number[] = [];
  let aborted = false;
  await assert.rejects(
    inParallel([1, 2, 3, 4], async (item, signal) => {
      begun.push(item);
      if (item === 2) throw new RangeError("two");
      await setTimeout(20);
      aborted = signal.aborted;
    }, { limit: 2 }),
    { name: "RangeError", message: "two" },
  );
  assert.deepEqual(begun, [1, 2]);
  assert.equal(aborted, true);
});

Deno.test("inParallel() stops when it is told to", async () => {
  const stop = new AbortController();
  const begun: number[] = [];
  await assert.rejects(
    inParallel([1, 2, 3], async (item) => {
      begun.push(item);
      stop.abort();
      await setTimeout(1);
    }, { limit: 1, signal: stop.signal }),
    { name: "AbortError" },
  );
  assert.deepEqual(begun, [1]);
});
