import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { InputError } from "../../../src/errors.ts";
import { resumedSettings } from "../../../tasks/tune/resumed_settings.ts";
import { TUNE_FILE } from "../../../tasks/tune/tune_settings.ts";
import { commandLine } from "../command_line.ts";

const SETTINGS = {
  preset: "shop",
  data: "data/shop-held-out",
  digest: "0a1b",
  params: resolveParams({
    preset: { description: "Made by a test", events: { format: "sessions" } },
    set: ["train.epochs=9", "prepare.split.validation=0.1"],
  }),
  space: { "model.itemSize": [8, 16] },
  ...{ trials: 27, minEpochs: 1, maxEpochs: 9, eta: 3, seed: 1 },
};

function input(flags: Record<string, string>, ...given: string[]) {
  return { flags, ...commandLine(...given) };
}

Deno.test("resumedSettings() holds what the flags ask for against what the search began with", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/artifacts`);
    await Deno.writeTextFile(
      `${folder}/artifacts/${TUNE_FILE}`,
      JSON.stringify(SETTINGS),
    );
    const search = { id: "k3f9", folder };
    assert.deepEqual(await resumedSettings(input({}), search), SETTINGS);
    // The same command again: the search has its own epochs and validation.
    const again = input(
      { trials: "27", "max-epochs": "9" },
      ...["train.epochs=5", "prepare.split.validation=0"],
    );
    assert.deepEqual(await resumedSettings(again, search), SETTINGS);
    await assert.rejects(
      resumedSettings(input({ trials: "50" }), search),
      new InputError("--trials 50: search k3f9 began with 27"),
    );
    await assert.rejects(
      resumedSettings(input({}, "train.batchSize=64"), search),
      new InputError(
        "Parameter train.batchSize: 256 is wanted, as search k3f9 began with it, found 64",
      ),
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
