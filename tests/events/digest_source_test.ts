import assert from "node:assert/strict";
import { digestSource } from "../../src/events/digest_source.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("digestSource() is SHA-256 of parameters and of each file's SHA-256", async () => {
  // printf '{"a":1}' | sha256sum
  assert.equal(
    await digestSource({ a: 1 }, []),
    "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862",
  );
  await inFolder(
    { "a": "12", "b": "3", "c": "1", "d": "23" },
    async (folder) => {
      const digest = (...names: string[]) =>
        digestSource({}, names.map((name) => `${folder}/${name}`));
      assert.notEqual(await digest("a", "b"), await digest("c", "d"));
      assert.notEqual(await digest("a", "b"), await digest("b", "a"));
      assert.equal(await digest("a", "b"), await digest("a", "b"));
    },
  );
});

Deno.test("digestSource() gives the same digest where a worker reads the files", async () => {
  await inFolder({ "a": "12", "b": "345" }, async (folder) => {
    const files = [`${folder}/a`, `${folder}/b`];
    assert.equal(
      await digestSource({}, files, { largeBytes: 3 }),
      await digestSource({}, files),
    );
  });
});
