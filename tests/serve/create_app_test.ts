import assert from "node:assert/strict";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

Deno.test("createApp() keeps each port to its own routes", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const statuses = async (path: string) => [
    (await ask(path)).status,
    (await ask(path, { port: "management" })).status,
    (await ask(path, { port: "metrics" })).status,
  ];
  assert.deepEqual(await statuses("/ping"), [200, 404, 404]);
  assert.deepEqual(await statuses("/models"), [404, 200, 404]);
  assert.deepEqual(await statuses("/metrics"), [404, 404, 200]);
});

Deno.test("createApp() sends no CORS headers: other sites' pages may not ask", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { headers } = await ask("/ping", {
    headers: { origin: "https://example.com" },
  });
  assert.equal(headers.get("access-control-allow-origin"), null);
});
