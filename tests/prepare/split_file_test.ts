import assert from "node:assert/strict";
import { readSplit, writeSplit } from "../../src/prepare/split_file.ts";
import { featureSet, noSequences, sequences } from "./sequences.ts";

Deno.test("readSplit() gives back what writeSplit() wrote, to the bit", async () => {
  const path = await Deno.makeTempFile({ suffix: ".parquet" });
  try {
    for (const split of [sequences(), noSequences()]) {
      writeSplit(path, split);
      assert.deepEqual(readSplit(path, featureSet()), split);
    }
  } finally {
    await Deno.remove(path);
  }
});
