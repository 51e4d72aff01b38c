import assert from "node:assert/strict";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

Deno.test("rateLimit() bounds how often a client may ask", async () => {
  const { ask } = await tinyServer([tinyArchive()], { maxPerSecond: 2 });
  const statuses = [];
  for (const client of ["x", "x", "x", "y"]) {
    statuses.push((await ask("/ping", { client })).status);
  }
  assert.deepEqual(statuses, [200, 200, 429, 200]);
});
