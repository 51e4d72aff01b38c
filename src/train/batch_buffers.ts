import type { Batch } from "./batch.ts";

/** The memory of a batch's arrays, to be handed over instead of copied. */
export function batchBuffers(batch: Batch): ArrayBuffer[] {
  const { rows, lookups, known, numbers, slots, labels, logInclusion } = batch;
  const parts = Object.values(known).flatMap((it) => Object.values(it));
  const arrays: (Int32Array | Float32Array | undefined)[] = [
    ...Object.values(rows),
    ...Object.values(lookups),
    ...parts,
    numbers,
    slots,
    labels,
    logInclusion,
  ];
  return arrays.flatMap((array) => array?.buffer as ArrayBuffer ?? []);
}
