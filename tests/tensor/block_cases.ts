import { runBlocks } from "../../src/tensor/run_blocks.ts";
import { tf } from "../../src/tensor/runtime.ts";

/** Rows of each block: the first two are computed by one graph. */
export const BLOCK_CASES: readonly (readonly number[])[] = [
  ...[[2, 1], [1, 3], [4], [1, 1, 2]],
];

/**
 * Of the rows 1, 2, 3, … the sum of each block; and of a table's rows 10 and 20
 * those that odd and even ones name.
 */
export function blockSums(sizes: readonly number[]): tf.Tensor[] {
  const rows = sizes.flatMap((size) => [...Array(size).keys()])
    .map((_, at) => at + 1);
  const inputs = [
    tf.tensor2d(rows, [rows.length, 1]),
    tf.tensor1d(rows.map((row) => row % 2), "int32"),
    tf.tensor2d([[10], [20]]),
  ];
  return runBlocks(inputs, {
    sizes,
    name: "sums of blocks",
    compute: ({ on, inputs: [rows, places, table], cut, cutIntegers }) => [
      on.concat(cut(rows!).map((block) => on.sumRows(block)), 0),
      on.concat(
        cutIntegers(places!).map((block) => on.gatherRows(table!, block)),
        0,
      ),
    ],
  });
}
