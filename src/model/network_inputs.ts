import { tf } from "../tensor/runtime.ts";
import type { NetworkInputs } from "./network_batch.ts";
import type { NetworkColumns } from "./network_columns.ts";

/**
 * Makes the tensors that the network reads of a packed batch; the caller
 * disposes them.
 */
export function networkInputs(
  counts: readonly number[],
  { lookups, numbers }: Readonly<NetworkColumns>,
): NetworkInputs {
  const events = counts.reduce((sum, count) => sum + count, 0); // P
  return {
    counts,
    lookups: Object.fromEntries(
      Object.entries(lookups).map(([table, rows]) => [
        table,
        tf.tensor1d(rows, "int32"),
      ]),
    ),
    numbers: numbers &&
      tf.tensor2d(numbers, [events, numbers.length / events]),
  };
}
