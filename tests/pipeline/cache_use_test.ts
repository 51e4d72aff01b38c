import assert from "node:assert/strict";
import { folderStore } from "../../src/objects/folder_store.ts";
import { CacheUse } from "../../src/pipeline/cache_use.ts";
import { StageCache } from "../../src/pipeline/stage_cache.ts";
import { Workspace } from "../../src/pipeline/workspace.ts";
import { withToy } from "./toy_pipeline.ts";

Deno.test("CacheUse.keepAgain() asks a server once whether it holds what is up to date", () =>
  withToy(async ({ run, pipeline, stages, folder }) => {
    await run({ cache: undefined });
    const workspace = await Workspace.open(pipeline);
    const { signal } = new AbortController();
    const store = folderStore(`${folder}/far`);
    const asked: string[] = [];
    const cache = new StageCache({
      ...store,
      address: "s3://shop",
      head(key) {
        if (key.startsWith("stages/")) asked.push(key);
        return store.head(key);
      },
    });
    const use = new CacheUse(cache, { workspace, signal });
    const join = stages.find(({ name }) => name === "join")!;
    for (let time = 0; time < 3; time++) {
      await use.keepAgain(join, { key: "a" }, pipeline.folder);
    }
    assert.deepEqual(asked, ["stages/a.json"]);
    const found = (await cache.find("a"))!;
    assert.deepEqual(Object.keys(found.outputs), ["joined.txt"]);
  }));
