import assert from "node:assert/strict";
import type { Batch } from "../../src/train/batch.ts";
import { batchBuffers } from "../../src/train/batch_buffers.ts";

const integers = (...values: number[]) => Int32Array.from(values);
const floats = (...values: number[]) => Float32Array.from(values);

const FULL: Batch = {
  counts: [2, 1],
  rows: { item: integers(4, 5), user: integers(1) },
  lookups: { item: integers(0, 1, 0), user: integers(0, 0, 0) },
  numbers: floats(1, 2, 3),
  slots: integers(0, 2),
  labels: integers(1, 0),
  logInclusion: floats(-1),
  outputRows: 2,
  known: {
    item: {
      codes: integers(7),
      owners: integers(0),
      scale: floats(1, 0),
      keep: floats(1, 1),
    },
  },
};

Deno.test("batchBuffers() names the memory of every array once: nothing is copied", () => {
  const copy = structuredClone(FULL);
  const moved = structuredClone(copy, { transfer: batchBuffers(copy) });
  assert.deepEqual(moved, FULL);
  assert.equal(batchBuffers(FULL).length, 12);
  assert.equal(copy.labels.length, 0);
  assert.equal(copy.known["item"]!.keep.length, 0);
});

Deno.test("batchBuffers() passes over what a batch does not have", () => {
  const { numbers: _, slots: __, ...rest } = FULL;
  const bare = { ...rest, known: {}, numbers: undefined, slots: undefined };
  assert.equal(batchBuffers(bare).length, 6);
});
