import assert from "node:assert/strict";
import { readObject } from "../../src/objects/read_object.ts";
import { findVersion, versionsOf } from "../../src/versions/find_version.ts";
import { withFolderStore } from "../objects/with_store.ts";
import { publishShop } from "./shop_version.ts";

const latest = { name: "shop", version: "latest" };

Deno.test("findVersion() takes the one that was published last for latest", () =>
  withFolderStore(async (store) => {
    for (const version of ["v9", "v10", "a"]) {
      await publishShop(store, ["x"], { version });
    }
    assert.equal((await findVersion(store, latest)).version, "a");
    const v10 = await findVersion(store, { name: "shop", version: "v10" });
    assert.equal(v10.version, "v10");
    assert.deepEqual((await versionsOf(store, "shop")).sort(), [
      "a",
      "v10",
      "v9",
    ]);
  }));

Deno.test("findVersion() takes a version without a manifest for none", () =>
  withFolderStore(async (store) => {
    await publishShop(store, ["x"]);
    await store.put("datasets/shop/v2/part-00000.parquet", new Uint8Array(9));
    await store.put("datasets/shop/v2/sub/manifest.json", new Uint8Array(9));
    assert.equal((await findVersion(store, latest)).version, "v1");
    await assert.rejects(
      findVersion(store, { name: "shop", version: "v2" }),
      {
        name: "InputError",
        message:
          `${store.address} holds no version v2 of dataset shop: there are v1`,
      },
    );
    await assert.rejects(findVersion(store, { ...latest, name: "shoe" }), {
      name: "InputError",
      message: `${store.address} holds no version of dataset shoe`,
    });
  }));

Deno.test("findVersion() refuses a manifest that belongs elsewhere", () =>
  withFolderStore(async (store) => {
    await publishShop(store, ["x"]);
    const bytes = await readObject(store, "datasets/shop/v1/manifest.json");
    await store.put("datasets/shop/v2/manifest.json", bytes);
    await assert.rejects(findVersion(store, { name: "shop", version: "v2" }), {
      name: "InputError",
      message:
        `${store.address}/datasets/shop/v2/manifest.json is of shop/v1, and was copied here`,
    });
  }));
