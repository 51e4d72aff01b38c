import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { localStore } from "../../src/track/local_store.ts";
import type { ModelRegistry } from "../../src/track/registry/model_registry.ts";
import { rollBack } from "../../src/track/registry/roll_back.ts";
import { finishRun, startRun, WEIGHTS } from "../track/mlflow/made_run.ts";

export interface RegistryUnderTest {
  readonly registry: ModelRegistry;
  /** A folder for runs and downloads. */
  readonly folder: string;
  /** A name that no model has. */
  readonly name: string;
}

/** What everything that calls itself a model registry must do. */
export const REGISTRY_CONTRACT: Record<
  string,
  (it: RegistryUnderTest) => Promise<void>
> = {
  "counts versions, and registers a run once": async (it) => {
    const { registry, name } = it;
    const [first, second] = [await finishedRun(it), await finishedRun(it)];
    const one = await registry.register(first.folder, { name });
    const two = await registry.register(second.folder, {
      name,
      description: "larger",
    });
    assert.deepEqual([one.version, two.version], [1, 2]);
    const again = await registry.register(first.folder, { name });
    assert.deepEqual(again, one);
    const versions = await registry.versions(name);
    assert.deepEqual(
      versions.map(({ version, run, description, aliases }) => ({
        version,
        run,
        description,
        aliases,
      })),
      [
        { version: 2, run: second.id, description: "larger", aliases: [] },
        { version: 1, run: first.id, description: "", aliases: [] },
      ],
    );
    assert.ok(Math.abs(Date.now() - two.createdAtMs) < 60_000);
  },

  "moves an alias, of which a version may have several": async (it) => {
    const { registry, name } = it;
    for (let at = 0; at < 2; at++) {
      await registry.register((await finishedRun(it)).folder, { name });
    }
    await registry.setAlias(name, "champion", 1);
    await registry.setAlias(name, "candidate", 2);
    assert.equal((await registry.byAlias(name, "champion"))?.version, 1);
    await registry.setAlias(name, "champion", 2);
    const champion = await registry.byAlias(name, "champion");
    assert.equal(champion?.version, 2);
    assert.deepEqual(champion?.aliases, ["candidate", "champion"]);
    await registry.deleteAlias(name, "candidate");
    await registry.deleteAlias(name, "candidate");
    assert.equal(await registry.byAlias(name, "candidate"), undefined);
    assert.equal((await registry.byAlias(name, "champion"))?.version, 2);
  },

  "remembers who set an alias and why, and rolls back step by step": async (
    it,
  ) => {
    const { registry, name } = it;
    for (let at = 0; at < 3; at++) {
      await registry.register((await finishedRun(it)).folder, { name });
    }
    await registry.setAlias(name, "champion", 1, { by: "ann", why: "first" });
    await registry.setAlias(name, "champion", 2, { expected: 1, by: "bob" });
    await registry.setAlias(name, "refused", 1);
    await registry.setAlias(name, "champion", 3, { why: "better" });
    const back = { name, alias: "champion", by: "ann", why: "complaints" };
    assert.deepEqual(await rollBack(registry, back), { from: 3, to: 2 });
    assert.deepEqual(await rollBack(registry, back), { from: 2, to: 1 });
    assert.equal((await registry.byAlias(name, "champion"))?.version, 1);
    await assert.rejects(
      rollBack(registry, back),
      /had no champion before version 1: there is nothing to roll back to/,
    );
    const history = await registry.history(name);
    assert.deepEqual(
      history.filter(({ alias }) => alias === "champion")
        .map((
          { version, previous, by, why, isRollback },
        ) => [version, previous, by, why, isRollback]),
      [
        [1, 2, "ann", "complaints", true],
        [2, 3, "ann", "complaints", true],
        [3, 2, "", "better", false],
        [2, 1, "bob", "", false],
        [1, null, "ann", "first", false],
      ],
    );
    assert.ok(Math.abs(Date.now() - history[0]!.atMs) < 60_000);
    assert.deepEqual(await registry.history("unknown"), []);
  },

  "does not move an alias that somebody else has moved": async (it) => {
    const { registry, name } = it;
    for (let at = 0; at < 2; at++) {
      await registry.register((await finishedRun(it)).folder, { name });
    }
    await registry.setAlias(name, "champion", 1, { expected: null });
    await assert.rejects(
      registry.setAlias(name, "champion", 2, { expected: null }),
      /Alias champion names version 1 by now, no version was expected/,
    );
    assert.equal((await registry.byAlias(name, "champion"))?.version, 1);
    assert.equal((await registry.history(name)).length, 1);
  },

  "gives back the files of a version into a new folder": async (it) => {
    const { registry, name, folder } = it;
    const run = await finishedRun(it);
    await registry.register(run.folder, { name });
    const copy = `${folder}/copy`;
    await registry.download(name, 1, copy);
    const names = [...Deno.readDirSync(copy)].map((entry) => entry.name);
    assert.deepEqual(names.sort(), [
      "MLmodel",
      "input_example.json",
      "model.safetensors",
    ]);
    assert.deepEqual(await Deno.readFile(`${copy}/model.safetensors`), WEIGHTS);
    await assert.rejects(registry.download(name, 1, copy), InputError);
  },

  "changes a version's description": async (it) => {
    const { registry, name } = it;
    await registry.register((await finishedRun(it)).folder, { name });
    await registry.describe(name, 1, "better by 0.01 – größer");
    const [version] = await registry.versions(name);
    assert.equal(version!.description, "better by 0.01 – größer");
  },

  "knows no versions and aliases of an unknown name": async (it) => {
    const { registry, name, folder } = it;
    assert.deepEqual(await registry.versions(name), []);
    assert.equal(await registry.byAlias(name, "champion"), undefined);
    await registry.deleteAlias(name, "champion");
    const missing = /has no version 1 /;
    await assert.rejects(registry.setAlias(name, "champion", 1), missing);
    await assert.rejects(registry.describe(name, 1, "x"), missing);
    await assert.rejects(registry.download(name, 1, `${folder}/x`), missing);
  },

  "refuses names that another registry would not take": async (it) => {
    const { registry, name } = it;
    const run = await finishedRun(it);
    for (const wrong of ["", "a/b", "a:b", "..", ".lock"]) {
      await assert.rejects(
        registry.register(run.folder, { name: wrong }),
        /letters, digits, and inside/,
      );
    }
    await registry.register(run.folder, { name });
    for (const wrong of ["", "a b", "v1", "Latest", "7", "größe"]) {
      await assert.rejects(
        registry.setAlias(name, wrong, 1),
        /^InputError: Alias/,
      );
    }
  },

  "refuses a run that is not finished, or has no model": async (it) => {
    const { registry, name, folder } = it;
    const store = localStore(`${folder}/runs`);
    const options = { experiment: "test", params: {}, environment: {} };
    const failed = await store.start(options);
    await failed.end("failed");
    await assert.rejects(
      registry.register(failed.folder, { name }),
      /is failed: a finished one is wanted/,
    );
    const empty = await store.start(options);
    await empty.end("finished");
    await assert.rejects(
      registry.register(empty.folder, { name }),
      /has no model: artifacts\/MLmodel is wanted/,
    );
  },
};

async function finishedRun({ folder }: RegistryUnderTest) {
  const run = await startRun(`${folder}/runs`);
  await finishRun(run);
  return run;
}
