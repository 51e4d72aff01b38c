import assert from "node:assert/strict";
import { resolveParams } from "../../../src/config.ts";
import { InputError } from "../../../src/errors.ts";
import { localStore } from "../../../src/track/local_store.ts";
import { resumedConfig } from "../../../tasks/train/resumed_config.ts";
import { CONFIG_FILE } from "../../../tasks/train/run_files.ts";
import { commandLine } from "../command_line.ts";

const CONFIG = {
  preset: "shop",
  data: "data/shop",
  digest: "0a1b",
  params: resolveParams({
    preset: { description: "Made by a test", events: { format: "sessions" } },
    set: ["train.precision=bfloat16"],
  }),
};

function input(flags: Record<string, string>, ...given: string[]) {
  return { flags, ...commandLine(...given) };
}

Deno.test("resumedConfig() is that of the run, and holds what the flags ask for against it", async () => {
  const runs = await Deno.makeTempDir();
  try {
    const environment = {};
    const run = await localStore(runs).start({
      ...{ experiment: "shop", params: {}, environment },
    });
    await run.logArtifact(CONFIG_FILE, JSON.stringify(CONFIG));
    await run.end("interrupted");

    const flags = { runs, resume: "latest" };
    assert.deepEqual(await resumedConfig(input(flags)), CONFIG);
    assert.equal(await resumedConfig(input({ runs })), undefined);
    await assert.rejects(
      resumedConfig(input(flags, "train.epochs=9")),
      new InputError(
        `Parameter train.epochs: 5 is wanted, as run ${run.id} began with it, found 9`,
      ),
    );
    await assert.rejects(
      resumedConfig(input({ ...flags, start: "model.mar" })),
      new InputError(
        `--start model.mar: run ${run.id} began with drawn weights and goes on from there`,
      ),
    );
  } finally {
    await Deno.remove(runs, { recursive: true });
  }
});
