import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { InputError } from "../../src/errors.ts";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { readObject } from "../../src/objects/read_object.ts";
import { randomBytes } from "../objects/random_bytes.ts";
import { s3, withFolderStore, withS3Store } from "../objects/with_store.ts";

const text = (it: string) => new TextEncoder().encode(it);

async function read(store: ObjectStore, key: string): Promise<string> {
  return new TextDecoder().decode(await readObject(store, key));
}

/** What every store must do, on an empty one. */
const CONTRACT: Record<string, (store: ObjectStore) => Promise<void>> = {
  async "lists, shows and reads what was put"(store) {
    await store.put("b/two", text("22"));
    await store.put("a", text("1"));
    await store.put("b/one/deep", text(""));
    await store.put("bb", text("333"));
    assert.deepEqual(await store.list("b/"), [
      { key: "b/one/deep", bytes: 0 },
      { key: "b/two", bytes: 2 },
    ]);
    assert.deepEqual(
      (await store.list()).map(({ key }) => key),
      ["a", "b/one/deep", "b/two", "bb"],
    );
    assert.deepEqual(await store.head("bb"), { key: "bb", bytes: 3 });
    assert.equal(await read(store, "b/two"), "22");
    assert.equal(await read(store, "b/one/deep"), "");
  },

  async "reads a range and tells the whole's size"(store) {
    await store.put("digits", text("0123456789"));
    const range = async (options: { from?: number; to?: number }) => {
      const { bytes, body } = await store.get("digits", options);
      assert.equal(bytes, 10);
      return Buffer.concat(await Array.fromAsync(body)).toString();
    };
    assert.equal(await range({ from: 7 }), "789");
    assert.equal(await range({ to: 3 }), "012");
    assert.equal(await range({ from: 4, to: 6 }), "45");
  },

  async "puts an object in another's place"(store) {
    await store.put("a", text("old and long"));
    await store.put("a", text("new"));
    assert.equal(await read(store, "a"), "new");
    assert.deepEqual(await store.list(), [{ key: "a", bytes: 3 }]);
  },

  async "lets one of many writers put what is absent"(store) {
    const won = await Promise.all(
      [0, 1, 2, 3, 4, 5, 6, 7].map((it) =>
        store.putIfAbsent("a/b", text(String(it)))
      ),
    );
    assert.equal(won.filter((it) => it).length, 1);
    assert.equal(await read(store, "a/b"), String(won.indexOf(true)));
    assert.equal(await store.putIfAbsent("a/b", text("late")), false);
    assert.equal(await read(store, "a/b"), String(won.indexOf(true)));
    assert.equal((await store.list()).length, 1);
  },

  async "lets one of two writers put a large object that is absent"(store) {
    const bytes = [randomBytes(7_000_000), randomBytes(8_000_000)];
    const won = await Promise.all(
      bytes.map((it) => store.putIfAbsent("large", it)),
    );
    assert.deepEqual(won.toSorted(), [false, true]);
    const stored = await readObject(store, "large");
    assert.equal(stored.length, bytes[won.indexOf(true)]!.length);
  },

  async "knows what is absent"(store) {
    assert.equal(await store.head("none"), undefined);
    assert.deepEqual(await store.list("none/"), []);
    await assert.rejects(store.get("none"), {
      name: "InputError",
      message: `${store.address}/none does not exist`,
    });
    await store.delete("none");
  },

  async "deletes"(store) {
    await store.put("a/b", text("1"));
    await store.delete("a/b");
    assert.equal(await store.head("a/b"), undefined);
    assert.deepEqual(await store.list(), []);
  },

  async "takes and gives files of many parts, and tells how far it is"(store) {
    const bytes = randomBytes(36_000_000);
    const file = await Deno.makeTempFile();
    try {
      await Deno.writeFile(file, bytes);
      let told = 0;
      const onBytes = (bytes: number) => void (told += bytes);
      await store.put("large", { file }, { onBytes });
      assert.equal(told, 36_000_000);
    } finally {
      await Deno.remove(file);
    }
    const stored = await readObject(store, "large");
    assert.ok(Buffer.from(bytes.buffer).equals(stored));
    const middle = await readObject(store, "large", {
      from: 17_000_000,
      to: 17_000_003,
    });
    assert.deepEqual([...middle], [...bytes.slice(17_000_000, 17_000_003)]);
    assert.equal(await store.putIfAbsent("large", bytes), false);
  },

  async "keeps nothing of what was broken off"(store) {
    const stop = new AbortController();
    await assert.rejects(
      store.put("large", randomBytes(40_000_000), {
        signal: stop.signal,
        onBytes: () => stop.abort(),
      }).then(() => stop.signal.throwIfAborted()),
      { name: "AbortError" },
    );
    await store.delete("large");
    await assert.rejects(
      store.put("a", text("1"), { signal: stop.signal }),
      { name: "AbortError" },
    );
    assert.deepEqual(await store.list(), []);
  },

  async "refuses keys that lead elsewhere"(store) {
    for (const key of ["../a", "a/../../b", "/etc/a", "a//b", "", "a\\b"]) {
      await assert.rejects(store.put(key, text("1")), InputError, key);
      await assert.rejects(async () => await store.get(key), InputError, key);
      await assert.rejects(async () => await store.head(key), InputError, key);
    }
  },
};

for (const [name, check] of Object.entries(CONTRACT)) {
  Deno.test(`folderStore() ${name}`, () => withFolderStore(check));
  Deno.test({
    name: `s3Store() ${name}`,
    ignore: s3 === undefined,
    fn: () => withS3Store(check),
  });
}
