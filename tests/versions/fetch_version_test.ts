import assert from "node:assert/strict";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { fetchVersion } from "../../src/versions/fetch_version.ts";
import { withFolderStore } from "../objects/with_store.ts";
import { inFolder, names, publishShop } from "./shop_version.ts";

const v1 = { name: "shop", version: "v1" };
const PARTS = [
  "part-00000-7692c3ad3540.parquet",
  "part-00001-3fc4ccfe7458.parquet",
];

/** A store with a version of two parts, and a folder for what is fetched. */
function withVersion(
  call: (store: ObjectStore, folder: string) => Promise<void>,
): Promise<void> {
  return withFolderStore((store) =>
    inFolder(async (folder) => {
      await publishShop(store, ["one", "two"]);
      await call(store, folder);
    })
  );
}

Deno.test("fetchVersion() brings parts and manifest into a folder of the cache", () =>
  withVersion(async (store, folder) => {
    const states: { done: number; total: number }[] = [];
    const fetched = await fetchVersion(store, v1, {
      cache: `${folder}/cache`,
      onProgress: (state) => void states.push(state),
    });
    assert.equal(fetched.address, `${store.address}/datasets/shop/v1`);
    assert.equal(fetched.downloaded, 6);
    assert.deepEqual(states.at(-1), { done: 6, total: 6 });
    assert.deepEqual(names(fetched.folder), ["manifest.json", ...PARTS]);
    const texts = PARTS.map((it) =>
      Deno.readTextFileSync(`${fetched.folder}/${it}`)
    );
    assert.deepEqual(texts, ["one", "two"]);
  }));

Deno.test("fetchVersion() downloads what versions share once", () =>
  withVersion(async (store, folder) => {
    await publishShop(store, ["one", "one", "three"], { version: "v2" });
    const cache = `${folder}/cache`;
    await fetchVersion(store, v1, { cache });
    const v2 = { name: "shop", version: "v2" };
    assert.equal((await fetchVersion(store, v2, { cache })).downloaded, 5);
    assert.equal((await fetchVersion(store, v2, { cache })).downloaded, 0);
    assert.equal(names(`${cache}/sha256`).length, 3);
  }));

Deno.test("fetchVersion() lays a copy out that may be written to", () =>
  withVersion(async (store, folder) => {
    const options = { cache: `${folder}/cache`, out: `${folder}/a/out` };
    await fetchVersion(store, v1, options);
    assert.deepEqual(names(options.out), ["manifest.json", ...PARTS]);
    await Deno.writeTextFile(`${options.out}/${PARTS[0]}`, "mine");
    await fetchVersion(store, v1, options);
    const text = await Deno.readTextFile(`${options.out}/${PARTS[0]}`);
    assert.equal(text, "one");
    assert.deepEqual(names(`${folder}/a`), ["out"]);
  }));

Deno.test("fetchVersion() replaces no folder of others", () =>
  withVersion(async (store, folder) => {
    await Deno.writeTextFile(`${folder}/thesis.tex`, "years of work");
    await assert.rejects(
      fetchVersion(store, v1, { cache: `${folder}/cache`, out: folder }),
      { name: "InputError", message: /holds \S+ and no manifest\.json/ },
    );
    assert.ok(names(folder).includes("thesis.tex"));
  }));

Deno.test("fetchVersion() fetches anew what was altered in the cache", () =>
  withVersion(async (store, folder) => {
    const cache = `${folder}/cache`;
    const fetched = await fetchVersion(store, v1, { cache });
    const path = `${cache}/sha256/${fetched.manifest.parts[0]!.sha256}`;
    await Deno.writeTextFile(path, "oNe");
    assert.equal((await fetchVersion(store, v1, { cache })).downloaded, 3);
    const text = await Deno.readTextFile(`${fetched.folder}/${PARTS[0]}`);
    assert.equal(text, "one");
  }));

Deno.test("fetchVersion() tells of a part that is missing before it downloads", () =>
  withVersion(async (store, folder) => {
    await store.delete(`datasets/shop/v1/${PARTS[1]}`);
    const cache = `${folder}/cache`;
    await assert.rejects(fetchVersion(store, v1, { cache }), {
      name: "InputError",
      message: `${store.address}/datasets/shop/v1/${
        PARTS[1]
      } is missing, the manifest names it`,
    });
    assert.deepEqual(names(`${cache}/sha256`), []);
    assert.deepEqual(names(`${cache}/versions`), []);
  }));
