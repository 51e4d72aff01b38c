import assert from "node:assert/strict";
import { AccessKeys } from "../../../src/serve/access_keys.ts";
import { tinyServer } from "../tiny_server.ts";

Deno.test("token() replaces the key that is named, and no other", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const path = `${folder}/key_file.json`;
    const keys = await AccessKeys.create({ path, minutes: 1, now: () => 0 });
    const { ask } = await tinyServer([], { keys });
    const before = await AccessKeys.read(path);
    const { status } = await ask("/token?type=inference", {
      port: "management",
      headers: { authorization: `Bearer ${before.API.key}` },
    });
    assert.equal(status, 200);
    const after = await AccessKeys.read(path);
    assert.notEqual(after.inference.key, before.inference.key);
    assert.equal(after.management.key, before.management.key);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("token() is not there where no keys are wanted", async () => {
  const { ask } = await tinyServer([]);
  const { status } = await ask("/token?type=inference", {
    port: "management",
  });
  assert.equal(status, 404);
});
