import assert from "node:assert/strict";
import { OTHER, sharedBins } from "../../src/drift/shared_bins.ts";

Deno.test("sharedBins() sorts both samples by the reference's frequent values, rare, new and unknown ones together", () => {
  const codes = (counts: number[]) =>
    Int32Array.from(
      counts.flatMap((count, code) => new Array<number>(count).fill(code)),
    );
  const reference = { codes: codes([8, 3, 20]), values: ["a", "b", "c"] };
  const current = {
    codes: Int32Array.of(0, 1, 2, -1, 1, 1),
    values: ["new", "a", "b"],
  };
  const bins = sharedBins(reference, current, 5);
  // b has five of both together: too few for a bin.
  assert.deepEqual(bins.labels, ["c", "a", OTHER]);
  assert.deepEqual([...bins.current], [2, 1, 2, 2, 1, 1]);
  assert.deepEqual([...bins.reference].slice(6, 13), [1, 1, 2, 2, 2, 0, 0]);
  assert.deepEqual(sharedBins(reference, current, 1).labels, ["c", OTHER]);
});
