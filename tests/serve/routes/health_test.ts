import assert from "node:assert/strict";
import { tinyArchive } from "../tiny_archive.ts";
import { tinyServer } from "../tiny_server.ts";

Deno.test("health() says whether every model has a worker", async () => {
  const { ask, store } = await tinyServer([tinyArchive()]);
  assert.deepEqual((await ask("/ping")).body, { status: "Healthy" });
  await store.get("shop").scale(0);
  assert.deepEqual((await ask("/ping")).body, { status: "Partial Healthy" });
});
