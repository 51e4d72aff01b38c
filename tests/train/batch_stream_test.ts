import assert from "node:assert/strict";
import type { Sequences } from "../../src/features/sequences.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { Batches } from "../../src/train/batches.ts";
import { type Batch } from "../../src/train/batch.ts";
import { BatchStream } from "../../src/train/batch_stream.ts";
import { SHOP, SHOP_SIZES, tinyParams } from "../model/tiny_shop.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { epochBatches } from "./epoch_batches.ts";
import { trainParams } from "./tiny_training.ts";

await startInstalledBackend();

const MODEL = new SessionModel(
  tinyParams({ userSize: 2, categorySize: 2, useNumbers: true }),
  SHOP_SIZES,
  1,
);
const TRAIN = trainParams({ batchSize: 1 });

/** Calls with a stream, which is closed at the end. */
async function withStream(
  sequences: Sequences,
  call: (stream: BatchStream) => Promise<void>,
): Promise<void> {
  const stream = await BatchStream.open(MODEL, sequences, TRAIN);
  try {
    await call(stream);
  } finally {
    stream.close();
  }
}

async function takeAll(batches: AsyncIterable<Batch>): Promise<Batch[]> {
  return await Array.fromAsync(batches);
}

Deno.test("BatchStream gives the batches that Batches builds, from any step on", () =>
  withStream(SHOP, async (stream) => {
    const batches = new Batches(MODEL, SHOP, TRAIN);
    assert.equal(stream.count, 4);
    assert.equal(stream.count, batches.count);
    for (const epoch of [2, 0]) {
      const expected = epochBatches(batches, epoch);
      for (let step = 0; step <= 4; step++) {
        const found = await takeAll(stream.epoch(epoch, step));
        assert.deepEqual(found, expected.slice(step));
      }
    }
  }));

Deno.test("BatchStream begins another epoch where one was left in its middle", () =>
  withStream(SHOP, async (stream) => {
    for await (const _batch of stream.epoch(0)) break;
    const expected = epochBatches(new Batches(MODEL, SHOP, TRAIN), 1);
    assert.deepEqual(await takeAll(stream.epoch(1)), expected);
  }));

Deno.test("BatchStream leaves the sequences to their owner", () =>
  withStream(SHOP, () => {
    assert.equal(SHOP.items.length, SHOP.offsets.at(-1));
    return Promise.resolve();
  }));

Deno.test("BatchStream rejects where a batch cannot be built", async () => {
  const broken = { ...SHOP, items: null as unknown as Int32Array };
  await assert.rejects(
    withStream(broken, () => Promise.resolve()),
    /Cannot build a batch: .*null/,
  );
});
