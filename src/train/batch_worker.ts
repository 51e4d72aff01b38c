/**
 * The worker that BatchStream starts: what batches are made of comes in first,
 * then `[epoch, step]` for each batch; out goes their number, then each batch.
 */
import { Batches } from "./batches.ts";
import { batchBuffers } from "./batch_buffers.ts";
import type { FileBatches } from "./file_batches.ts";
import type { BatchInputs } from "./batch_stream.ts";

const worker = self as unknown as Worker;
let batches: Batches | FileBatches;
/** Batches are built one after the other, in the order in which they are asked for. */
let last = Promise.resolve();

worker.onmessage = async ({ data }: MessageEvent<BatchInputs>) => {
  batches = await openBatches(data);
  worker.onmessage = build;
  worker.postMessage(batches.count);
};

/** What reads files is loaded only where it is wanted. */
async function openBatches({ layout, train, params }: BatchInputs) {
  if (!("path" in train)) return new Batches(layout, train, params);
  const { FileBatches } = await import("./file_batches.ts");
  return await FileBatches.open(layout, train, params);
}

function build({ data }: MessageEvent<[epoch: number, step: number]>): void {
  last = last.then(async () => {
    const batch = await batches.build(...data);
    worker.postMessage(batch, batchBuffers(batch));
  });
}
