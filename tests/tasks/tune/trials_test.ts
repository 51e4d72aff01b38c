import assert from "node:assert/strict";
import { readDataset } from "../../../src/prepare/dataset.ts";
import { prepareIfNeeded } from "../../../src/prepare/prepare.ts";
import { localStore } from "../../../src/track/local_store.ts";
import { readRun } from "../../../src/track/read_run.ts";
import { parseSpace } from "../../../src/tune/space.ts";
import { MODEL_FILE } from "../../../tasks/train/run_files.ts";
import { Trials, type TrialsOptions } from "../../../tasks/tune/trials.ts";
import { shopInput, SMALL_SHOP } from "../../promote/trained_shops.ts";

/** Trials of a small shop that train on so many events of a session. */
async function withTrials(
  maxEvents: number,
  use: (options: TrialsOptions) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    const { input, source } = await shopInput({
      ...SMALL_SHOP,
      events: { demo: { ...SMALL_SHOP.events.demo, sessions: 300 } },
    });
    const data = `${folder}/data`;
    const { params } = input;
    const { digest } = await prepareIfNeeded({ events: source }, params, {
      folder: data,
    });
    const space = parseSpace({ "train.maxEvents": [maxEvents] }, "space");
    await use({
      input,
      settings: {
        ...{ preset: "demo", data, digest, params, space },
        ...{ trials: 1, minEpochs: 1, maxEpochs: 2, eta: 2, seed: 1 },
      },
      dataset: await readDataset(data),
      parent: "a-search",
      store: localStore(`${folder}/runs`),
      folder: `${folder}/runs`,
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The only run of a folder. */
async function onlyRun(folder: string) {
  const [{ name }] = [...Deno.readDirSync(folder)] as [Deno.DirEntry];
  return await readRun(`${folder}/${name}`);
}

Deno.test("Trials take one that cannot learn for a bad one", () =>
  withTrials(1, async (options) => {
    const trials = await Trials.find(options);
    assert.equal(await trials.train(0, 1), -Infinity);
    const { record } = await onlyRun(options.folder);
    assert.equal(record.status, "failed");
  }));

Deno.test("Trials go on with one whose files could not be written, when they can", () =>
  withTrials(20, async (options) => {
    const stopped = { ...options.input, signal: AbortSignal.abort() };
    const first = await Trials.find({ ...options, input: stopped });
    assert.equal(await first.train(0, 1), undefined);
    const { folder } = await onlyRun(options.folder);
    const inTheWay = `${folder}/artifacts/${MODEL_FILE}`;
    await Deno.mkdir(inTheWay);

    const trials = await Trials.find(options);
    await assert.rejects(trials.train(0, 1), {
      name: "InputError",
      message: /model\.safetensors cannot be written: /,
    });
    const { record } = await onlyRun(options.folder);
    assert.equal(record.status, "interrupted");

    await Deno.remove(inTheWay);
    const value = await trials.train(0, 1);
    assert.ok(value! > 0, `${value}`);
  }));
