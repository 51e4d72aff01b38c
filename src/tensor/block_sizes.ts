/**
 * Cuts rows into blocks of about equal size, in 1, 2, 4, … of them, so that few
 * graphs serve all batches.
 *
 * @param most Rows of a block, from 1 on.
 * @returns Rows of each block.
 */
export function blockSizes(rows: number, most: number): number[] {
  const count = 2 ** Math.max(0, Math.ceil(Math.log2(rows / most)));
  const start = (block: number) => Math.floor(block * rows / count);
  return Array.from(
    { length: count },
    (_, block) => start(block + 1) - start(block),
  );
}
