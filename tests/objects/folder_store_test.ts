import assert from "node:assert/strict";
import { folderStore } from "../../src/objects/folder_store.ts";

async function inTempFolder(test: (folder: string) => Promise<void>) {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("folderStore() neither shows nor keeps what a killed writer left", () =>
  inTempFolder(async (folder) => {
    using store = folderStore(`${folder}/`);
    await store.put("a/b", new Uint8Array(3));
    await store.put("a/b.part", new Uint8Array(4));
    await Deno.writeTextFile(`${folder}/a/c.0123abcd.part`, "half");
    const whole = [{ key: "a/b", bytes: 3 }, { key: "a/b.part", bytes: 4 }];
    assert.deepEqual(await store.list(), whole);
    await store.deleteUnfinished("b/");
    assert.equal([...Deno.readDirSync(`${folder}/a`)].length, 3);
    await store.deleteUnfinished("a/");
    assert.equal([...Deno.readDirSync(`${folder}/a`)].length, 2);
    assert.deepEqual(await store.list(), whole);
  }));

Deno.test("folderStore() says in one line that a file is in the way", () =>
  inTempFolder(async (folder) => {
    using store = folderStore(folder);
    await store.put("a", new Uint8Array(1));
    await assert.rejects(store.put("a/b", new Uint8Array(1)), {
      name: "InputError",
      message: `${folder}/a/b cannot be written: File exists`,
    });
  }));

Deno.test("folderStore() lists what begins with a prefix, and says where that is no folder", () =>
  inTempFolder(async (folder) => {
    using store = folderStore(folder);
    for (const key of ["a/b", "a/bc/d", "a/c", "ab"]) {
      await store.put(key, new Uint8Array(1));
    }
    const keys = async (prefix: string) =>
      (await store.list(prefix)).map(({ key }) => key);
    assert.deepEqual(await keys("a"), ["a/b", "a/bc/d", "a/c", "ab"]);
    assert.deepEqual(await keys("a/b"), ["a/b", "a/bc/d"]);
    assert.deepEqual(await keys("a/bc/"), ["a/bc/d"]);
    assert.deepEqual(await keys("none/"), []);
    await assert.rejects(keys("a/b/c"), {
      name: "InputError",
      message:
        `${folder}/a/b cannot be listed: a file is where a folder is wanted`,
    });
    await assert.rejects(keys("../"), /^InputError: "\.\." is no key/);
  }));
