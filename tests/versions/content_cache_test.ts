import assert from "node:assert/strict";
import { contentCache } from "../../src/versions/content_cache.ts";
import { inFolder, names } from "./shop_version.ts";

const part = {
  name: "a.parquet",
  bytes: 3,
  rows: 1,
  sha256: "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed",
};

Deno.test("contentCache() has a part only where its content is right", () =>
  inFolder(async (folder) => {
    const cache = await contentCache(`${folder}/cache`);
    assert.equal(await cache.has(part), false);
    await Deno.writeTextFile(cache.pathOf(part), "one");
    assert.equal(await cache.has(part), true);
    for (const content of ["on", "onE"]) {
      await Deno.writeTextFile(cache.pathOf(part), content);
      assert.equal(await cache.has(part), false);
      assert.deepEqual(names(`${folder}/cache/sha256`), []);
    }
  }));

Deno.test("contentCache() says in one line that it cannot be made", () =>
  inFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/cache`, "a file");
    await assert.rejects(contentCache(`${folder}/cache`), {
      name: "InputError",
      message: `${folder}/cache/sha256 cannot be written: Not a directory`,
    });
  }));

Deno.test("contentCache() lets one at a time in, and tells who waits", () =>
  inFolder(async (folder) => {
    const cache = await contentCache(folder);
    let waits = 0;
    let inside = 0;
    const work = async () => {
      assert.equal(++inside, 1);
      await new Promise((resolve) => setTimeout(resolve, 20));
      return --inside;
    };
    const onWait = () => void waits++;
    await Promise.all([1, 2].map(() => cache.exclusively(work, onWait)));
    assert.equal(waits, 1);
  }));
