import assert from "node:assert/strict";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { withFolderStore } from "../objects/with_store.ts";
import { publishShop } from "./shop_version.ts";

const keys = async (store: ObjectStore) =>
  (await store.list()).map(({ key }) => key);

/** `part-00000-` and how the content's SHA-256 begins. */
const ONE = "datasets/shop/v1/part-00000-7692c3ad3540.parquet";
const TWO = "datasets/shop/v1/part-00001-3fc4ccfe7458.parquet";
const MANIFEST = "datasets/shop/v1/manifest.json";

Deno.test("publishVersion() stores parts by number and content, and a manifest", () =>
  withFolderStore(async (store) => {
    const states: { done: number; total: number }[] = [];
    const manifest = await publishShop(store, ["one", "two"], {
      onProgress: (state) => void states.push(state),
    });
    assert.deepEqual(await keys(store), [MANIFEST, ONE, TWO]);
    assert.equal(manifest.rows, 6);
    assert.deepEqual(manifest.dropped, { "missing item": 2 });
    assert.deepEqual(manifest.parts[1], {
      name: "part-00001-3fc4ccfe7458.parquet",
      bytes: 3,
      sha256:
        "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3",
      rows: 3,
    });
    assert.deepEqual(states.at(-1), { done: 6, total: 6 });
  }));

Deno.test("publishVersion() writes the manifest when all parts are there", () =>
  withFolderStore(async (store) => {
    const order: string[] = [];
    await publishShop({
      ...store,
      async put(key, content, options) {
        await store.put(key, content, options);
        order.push(key);
      },
      async putIfAbsent(key, content, options) {
        order.push(key);
        return await store.putIfAbsent(key, content, options);
      },
    }, ["one", "two"]);
    assert.equal(order.length, 3);
    assert.equal(order.at(-1), MANIFEST);
  }));

Deno.test("publishVersion() changes nothing where the version exists", () =>
  withFolderStore(async (store) => {
    await publishShop(store, ["one"]);
    await assert.rejects(publishShop(store, ["two"]), {
      name: "VersionExists",
    });
    assert.deepEqual(await keys(store), [MANIFEST, ONE]);
  }));

Deno.test("publishVersion() goes on from the parts that are there whole", () =>
  withFolderStore(async (store) => {
    await store.put(ONE, new TextEncoder().encode("one"));
    await store.put(TWO, new TextEncoder().encode("tw"));
    const put: string[] = [];
    await publishShop({
      ...store,
      async put(key, content, options) {
        put.push(key);
        await store.put(key, content, options);
      },
    }, ["one", "two"]);
    assert.deepEqual(put, [TWO]);
    assert.equal((await store.head(TWO))?.bytes, 3);
  }));

Deno.test("publishVersion() clears its own parts away where another was faster", () =>
  withFolderStore(async (store) => {
    const racing: ObjectStore = {
      ...store,
      async putIfAbsent(key, content, options) {
        await publishShop(store, ["one", "other"]);
        return await store.putIfAbsent(key, content, options);
      },
    };
    await assert.rejects(publishShop(racing, ["one", "two"]), {
      name: "VersionExists",
      message:
        `${store.address}/datasets/shop/v1/ was published by another writer meanwhile: another --version is wanted`,
    });
    assert.deepEqual(await keys(store), [
      MANIFEST,
      ONE,
      "datasets/shop/v1/part-00001-d9298a10d1b0.parquet",
    ]);
  }));

Deno.test("publishVersion() takes a manifest of its own for done, though the answer was lost", () =>
  withFolderStore(async (store) => {
    const forgetful: ObjectStore = {
      ...store,
      async putIfAbsent(key, content, options) {
        await store.putIfAbsent(key, content, options);
        return false;
      },
    };
    const { version } = await publishShop(forgetful, ["one"]);
    assert.equal(version, "v1");
    assert.deepEqual(await keys(store), [MANIFEST, ONE]);
  }));
