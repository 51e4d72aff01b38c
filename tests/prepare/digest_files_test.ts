import assert from "node:assert/strict";
import { digestDataset } from "../../src/prepare/digest_dataset.ts";
import { digestFiles } from "../../src/prepare/digest_files.ts";
import { SPLITS } from "../../src/prepare/dataset_splits.ts";
import { writeSplit } from "../../src/prepare/split_file.ts";
import { featureSet, noSequences, sequences } from "./sequences.ts";

Deno.test("digestFiles() gives the digest of what was written", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const splits = {
      train: sequences(),
      validation: noSequences(),
      test: sequences(),
    };
    for (const name of SPLITS) {
      writeSplit(`${folder}/${name}.parquet`, splits[name]);
    }
    const whole = { sessions: 2, events: 5, targets: 3 };
    const none = { sessions: 0, events: 0, targets: 0 };
    assert.equal(
      await digestFiles(folder, {
        features: featureSet(),
        sizes: { train: whole, validation: none, test: whole },
      }),
      digestDataset(splits, featureSet().serialize()),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
