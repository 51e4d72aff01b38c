import type { Batch } from "../../src/train/batch.ts";
import type { Batches } from "../../src/train/batches.ts";

/** All batches of an epoch. */
export function epochBatches(batches: Batches, epoch: number): Batch[] {
  return Array.from(
    { length: batches.count },
    (_, step) => batches.build(epoch, step),
  );
}
