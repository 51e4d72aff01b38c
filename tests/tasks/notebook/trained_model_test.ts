import assert from "node:assert/strict";
import { readInstalled } from "../../../src/setup/installed.ts";
import { listRuns } from "../../../src/track/list_runs.ts";
import {
  type OpenedPreset,
  openPreset,
} from "../../../tasks/notebook/open_preset.ts";
import { trainLive } from "../../../tasks/notebook/train_live.ts";
import { trainedModel } from "../../../tasks/notebook/trained_model.ts";

const ignore = readInstalled() === undefined;

/** A small shop, whose data and runs lie in a folder that is removed. */
async function withShop(
  use: (
    shop: OpenedPreset,
    shown: { printed: string[]; drawn: string[]; draw: (html: string) => void },
  ) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  const before = Deno.cwd();
  const printed: string[] = [];
  const drawn: string[] = [];
  try {
    const shop = await openPreset("demo", {
      set: [
        ...["events.demo.sessions=300", "events.demo.items=40"],
        ...["train.epochs=2", "train.negatives=32", "model.hiddenSize=8"],
      ],
    });
    const flags = {
      ...shop.flags,
      data: `${folder}/data`,
      runs: `${folder}/runs`,
    };
    const print = (text: string) => void printed.push(text);
    const draw = (html: string) => void drawn.push(html);
    await use({ ...shop, flags, print }, { printed, drawn, draw });
  } finally {
    Deno.chdir(before);
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test({
  name: "trainLive() draws curves while they grow, and ends with a report " +
    "(wants a backend: deno task setup)",
  ignore,
  fn: () =>
    withShop(async (shop, { drawn, draw }) => {
      const { report, progress, folder } = (await trainLive(shop, { draw }))!;
      assert.equal(progress.history.length, 2);
      assert.equal(report.model.name, "gru");
      assert.ok((await Deno.stat(`${folder}/artifacts/model.mar`)).isFile);
      assert.ok(drawn.length >= 2);
      assert.match(drawn.at(-1)!, />Training<[^]*>Validation</);
    }),
});

Deno.test({
  name: "trainLive() stops at an interrupt, says how to go on, and goes on " +
    "(wants a backend: deno task setup)",
  ignore,
  fn: () =>
    withShop(async (shop, { printed, draw }) => {
      const interrupt = new AbortController();
      const print = (text: string) => {
        printed.push(text);
        if (text.startsWith("Run ")) interrupt.abort();
      };
      assert.equal(
        await trainLive(
          { ...shop, print, signal: interrupt.signal },
          { draw },
        ),
        undefined,
      );
      assert.match(
        printed.at(-1)!,
        /^Stopped\. Go on with: deno task train --resume \S+ --runs .*\/runs$/,
      );
      const resumed = await trainLive(shop, { resume: "latest", draw });
      assert.equal(resumed!.progress.epoch, 2);
      const { runs } = await listRuns(String(shop.flags.runs));
      assert.deepEqual(runs.map(({ record }) => record.status), ["finished"]);
    }),
});

Deno.test({
  name: "trainedModel() trains once, and again where a parameter differs " +
    "(wants a backend: deno task setup)",
  ignore,
  fn: () =>
    withShop(async (shop, { draw }) => {
      const first = await trainedModel(shop, { draw });
      const again = await trainedModel(shop, { draw });
      assert.equal(again.folder, first.folder);
      const { train } = shop.params;
      const other = await trainedModel({
        ...shop,
        params: { ...shop.params, train: { ...train, epochs: 1 } },
      }, { draw });
      assert.notEqual(other.folder, first.folder);
      for (const { model } of [first, again, other]) model.dispose();
    }),
});
