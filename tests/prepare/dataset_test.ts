import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { readDataset, writeDataset } from "../../src/prepare/dataset.ts";
import type { ItemFeatures } from "../../src/features/item_features.ts";
import { selectSessions } from "../../src/features/select_sessions.ts";
import { writeSplit } from "../../src/prepare/split_file.ts";
import { writeItems } from "../../src/prepare/item_file.ts";
import { digestDataset } from "../../src/prepare/digest_dataset.ts";
import { featureSet, noSequences, sequences } from "./sequences.ts";

/** Runs a test on the folder of a small dataset. */
async function withDataset(test: (folder: string) => Promise<void>) {
  const parent = await Deno.makeTempDir();
  try {
    await write(`${parent}/small`);
    await test(`${parent}/small`);
  } finally {
    await Deno.remove(parent, { recursive: true });
  }
}

async function write(folder: string, itemFeatures?: ItemFeatures) {
  const splits = {
    train: sequences(),
    validation: noSequences(),
    test: sequences(),
  };
  const features = featureSet();
  const whole = { sessions: 2, events: 5, targets: 3 };
  const none = { sessions: 0, events: 0, targets: 0 };
  await writeDataset(folder, {
    ...splits,
    features,
    itemFeatures,
    report: {
      formatVersion: 1,
      key: "",
      digest: digestDataset(splits, features.serialize(), itemFeatures),
      unusable: {},
      steps: [],
      splits: { train: whole, validation: none, test: whole },
      vocabularies: {},
      ...(itemFeatures && { itemFeatures: itemFeatures.features }),
    },
  });
}

Deno.test("readDataset() gives back what writeDataset() wrote", async () => {
  await withDataset(async (folder) => {
    const dataset = await readDataset(folder);
    assert.deepEqual(dataset.train, sequences());
    assert.deepEqual(dataset.validation, noSequences());
    assert.equal(dataset.features.serialize(), featureSet().serialize());
    assert.match(dataset.digest, /^[0-9a-f]{64}$/);
  });
});

Deno.test("readDataset() reads item features where the report has any, and checks them", async () => {
  await withDataset(async (folder) => {
    const itemFeatures = {
      features: { brand: 1 },
      values: ["acme"],
      size: 1,
      offsets: Int32Array.of(0, 0, 0, 1, 1),
      codes: Int32Array.of(0),
    };
    await write(folder, itemFeatures);
    const dataset = await readDataset(folder);
    assert.deepEqual(dataset.itemFeatures, itemFeatures);
    const moved = { ...itemFeatures, offsets: Int32Array.of(0, 0, 0, 0, 1) };
    writeItems(`${folder}/items.parquet`, moved);
    await assert.rejects(readDataset(folder), /is not as it was written/);
    await Deno.remove(`${folder}/items.parquet`);
    await assert.rejects(readDataset(folder), /items\.parquet is no whole/);
  });
});

Deno.test("readDataset() says that a Parquet file was cut short", async () => {
  await withDataset(async (folder) => {
    const path = `${folder}/test.parquet`;
    await Deno.truncate(path, (await Deno.stat(path)).size - 100);
    await assert.rejects(readDataset(folder), (error: Error) => {
      assert.equal(error.name, InputError.name);
      assert.match(error.message, /test\.parquet is no whole Parquet file/);
      assert.doesNotMatch(error.message, /\n/);
      return true;
    });
  });
});

Deno.test("readDataset() says that features.json was altered", async () => {
  await withDataset(async (folder) => {
    const path = `${folder}/features.json`;
    const text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace('"anna"', '"anne"'));
    await assert.rejects(readDataset(folder), {
      name: InputError.name,
      message:
        /^.*small is not as it was written: its digest is .* prepare the data again$/,
    });
  });
});

Deno.test("readDataset() says what is absent", async () => {
  await withDataset(async (folder) => {
    await assert.rejects(readDataset(`${folder}/none`), {
      name: InputError.name,
      message:
        `${folder}/none/report.json cannot be read: prepare the data first`,
    });
    await Deno.remove(`${folder}/train.parquet`);
    await assert.rejects(readDataset(folder), {
      name: InputError.name,
      message: /train\.parquet is no whole Parquet file/,
    });
  });
});

Deno.test("readDataset() reads the last sessions of training alone, and checks all", async () => {
  await withDataset(async (folder) => {
    const whole = await readDataset(folder);
    const last = await readDataset(folder, { lastSessions: 1 });
    assert.deepEqual(last.train, selectSessions(whole.train, [1]));
    assert.deepEqual(last.test, whole.test);
    assert.equal(last.digest, whole.digest);
    const all = await readDataset(folder, { lastSessions: 9 });
    assert.deepEqual(all.train, whole.train);
    writeSplit(
      `${folder}/train.parquet`,
      selectSessions(whole.train, [1, 0]),
    );
    await assert.rejects(
      readDataset(folder, { lastSessions: 1 }),
      /^InputError: .* is not as it was written/,
    );
  });
});
