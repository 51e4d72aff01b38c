/**
 * The worker that BatchStream starts: what batches are made of comes in first,
 * then `[epoch, step]` for each batch; out goes their number, then each batch.
 */
import { Batches } from "./batches.ts";
import { batchBuffers } from "./batch_buffers.ts";
import type { BatchInputs } from "./batch_stream.ts";

const worker = self as unknown as Worker;
let batches: Batches;

worker.onmessage = ({ data }: MessageEvent<BatchInputs>) => {
  batches = new Batches(data.layout, data.train, data.params);
  worker.onmessage = build;
  worker.postMessage(batches.count);
};

function build({ data }: MessageEvent<[epoch: number, step: number]>): void {
  const batch = batches.build(...data);
  worker.postMessage(batch, batchBuffers(batch));
}
