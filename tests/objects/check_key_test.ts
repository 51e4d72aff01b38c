import assert from "node:assert/strict";
import { checkKey } from "../../src/objects/check_key.ts";

Deno.test("checkKey() passes names between slashes", () => {
  for (const key of ["a", "a/b.c/d", "..a/b..", "ä b/日本"]) {
    assert.equal(checkKey(key), key);
  }
});

Deno.test("checkKey() refuses what could leave the store, and names it", () => {
  for (const key of ["..", "a/..", "./a", "/a", "a/", "a//b", "a\\..\\b"]) {
    assert.throws(() => checkKey(key), {
      name: "InputError",
      message: `${JSON.stringify(key)} is no key of an object: names between ` +
        "slashes are wanted, none of them empty, . or ..",
    });
  }
  assert.throws(() => checkKey("a\0b"), { name: "InputError" });
});
