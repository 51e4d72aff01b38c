import assert from "node:assert/strict";
import { readInstalled } from "../../../src/setup/installed.ts";
import { openPreset } from "../../../tasks/notebook/open_preset.ts";

Deno.test({
  name: "openPreset() resolves parameters as a stage does, in folders of its " +
    "own (wants a backend: deno task setup)",
  ignore: readInstalled() === undefined,
  async fn() {
    const { params, folder, sources, keys, flags } = await openPreset("demo", {
      set: ["train.epochs=2"],
    });
    assert.equal(params.train.epochs, 2);
    assert.equal(folder, "data/notebooks/demo");
    assert.equal(flags.runs, "runs/notebooks");
    assert.equal(sources.events.name, "demo shop");
    assert.deepEqual(keys, ["variant"]);
  },
});
