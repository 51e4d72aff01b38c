import assert from "node:assert/strict";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

Deno.test("rateLimit() bounds how often a client may ask", async () => {
  const { ask } = await tinyServer([tinyArchive()], { maxPerSecond: 2 });
  const statuses = [];
  for (const client of ["x", "x", "x", "y"]) {
    statuses.push((await ask("/v2/models", { client })).status);
  }
  assert.deepEqual(statuses, [200, 200, 429, 200]);
});

Deno.test("rateLimit() refuses no probe: a busy client's server is well", async () => {
  const { ask } = await tinyServer([tinyArchive()], { maxPerSecond: 1 });
  const client = "balancer";
  await ask("/v2/models", { client });
  assert.equal((await ask("/v2/models", { client })).status, 429);
  for (const path of ["/ping", "/v2/health/live", "/v2/health/ready"]) {
    assert.equal((await ask(path, { client })).status, 200);
  }
});
