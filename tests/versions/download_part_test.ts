import assert from "node:assert/strict";
import { StoreUnreachable } from "../../src/objects/store_unreachable.ts";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { BackgroundHash } from "../../src/versions/background_hash.ts";
import {
  downloadPart,
  type DownloadPartOptions,
} from "../../src/versions/download_part.ts";
import { withFolderStore } from "../objects/with_store.ts";
import { inFolder, names } from "./shop_version.ts";

const key = "datasets/shop/v1/a.parquet";
const part = {
  name: "a.parquet",
  bytes: 10,
  rows: 1,
  sha256: "84d89877f0d4041efb6bf91a16f0248f2fd573e6af05c19f96bedb9f882f7882",
};

/** A store with the digits as an object, and a path to download to. */
function withDigits(
  call: (store: ObjectStore, path: string, folder: string) => Promise<void>,
): Promise<void> {
  return withFolderStore((store) =>
    inFolder(async (folder) => {
      await store.put(key, new TextEncoder().encode("0123456789"));
      await call(store, `${folder}/digits`, folder);
    })
  );
}

/** Downloads the part by itself. */
async function download(
  store: ObjectStore,
  options: Omit<DownloadPartOptions, "hash" | "part" | "key">,
): Promise<void> {
  using hash = new BackgroundHash();
  await downloadPart(store, { ...options, part, key, hash });
}

/** The store, noting from where it is read. */
function noting(store: ObjectStore, froms: (number | undefined)[]) {
  const get: ObjectStore["get"] = (key, options) => {
    froms.push(options?.from);
    return store.get(key, options);
  };
  return { ...store, get };
}

Deno.test("downloadPart() goes on where an earlier try broke off", () =>
  withDigits(async (store, path, folder) => {
    await Deno.writeTextFile(`${path}.part`, "0123");
    const froms: number[] = [];
    const bytes: number[] = [];
    const onBytes = (it: number) => void bytes.push(it);
    await download(noting(store, froms), { path, onBytes });
    assert.equal(await Deno.readTextFile(path), "0123456789");
    assert.deepEqual(froms, [4]);
    assert.deepEqual(bytes, [4, 6]);
    assert.deepEqual(names(folder), ["digits"]);
  }));

Deno.test("downloadPart() asks for nothing where an earlier try had all", () =>
  withDigits(async (store, path) => {
    await Deno.writeTextFile(`${path}.part`, "0123456789");
    const froms: number[] = [];
    await download(noting(store, froms), { path });
    assert.equal(await Deno.readTextFile(path), "0123456789");
    assert.deepEqual(froms, []);
  }));

Deno.test("downloadPart() begins anew where what was kept is wrong", () =>
  withDigits(async (store, path) => {
    for (const kept of ["012x", "0123456x89", "0123456789 and more"]) {
      await Deno.writeTextFile(`${path}.part`, kept);
      let done = 0;
      const onBytes = (it: number) => void (done += it);
      await download(store, { path, onBytes });
      assert.equal(await Deno.readTextFile(path), "0123456789");
      assert.equal(done, 10);
    }
  }));

Deno.test("downloadPart() goes on by itself where a connection breaks off", () =>
  withDigits(async (store, path) => {
    const froms: number[] = [];
    const breaking: ObjectStore = {
      ...store,
      async get(key, options = {}) {
        const { from = 0 } = options;
        const { bytes, body } = await store.get(key, { from, to: from + 3 });
        return { bytes, body: cut(body) };
      },
    };
    await download(noting(breaking, froms), { path });
    assert.equal(await Deno.readTextFile(path), "0123456789");
    assert.deepEqual(froms, [0, 3, 6, 9]);
  }));

async function* cut(body: AsyncIterable<Uint8Array<ArrayBuffer>>) {
  yield* body;
  throw new StoreUnreachable("broke off");
}

Deno.test("downloadPart() keeps nothing of an object that was altered", () =>
  withDigits(async (store, path, folder) => {
    await store.put(key, new TextEncoder().encode("0123456798"));
    await assert.rejects(download(store, { path }), {
      name: "InputError",
      message: `${store.address}/${key} was altered: it has SHA-256 ` +
        "e038f7078059bb814573bc9c4398ca69c8b3962758e0d7c83935a8a2408fed33" +
        `, the manifest says ${part.sha256}`,
    });
    assert.deepEqual(names(folder), []);
  }));

Deno.test("downloadPart() keeps nothing of an object that is too short", () =>
  withDigits(async (store, path, folder) => {
    await store.put(key, new TextEncoder().encode("01234"));
    await assert.rejects(download(store, { path }), {
      name: "InputError",
      message:
        `${store.address}/${key} is damaged: it has 5 bytes, the manifest says 10`,
    });
    assert.deepEqual(names(folder), []);
  }));
