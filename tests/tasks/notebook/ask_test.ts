import assert from "node:assert/strict";
import { ask } from "../../../tasks/notebook/ask.ts";

Deno.test("ask() sends JSON, reads JSON or text, and throws what the server says", async () => {
  const server = Deno.serve(
    { hostname: "127.0.0.1", port: 0, onListen: () => {} },
    async (request) => {
      if (request.url.endsWith("/text")) return new Response("[a]");
      if (request.url.endsWith("/wrong")) {
        return new Response("no such model", { status: 404 });
      }
      return Response.json({
        method: request.method,
        got: await request.json(),
      });
    },
  );
  const url = `http://127.0.0.1:${server.addr.port}`;
  try {
    assert.deepEqual(await ask("PUT", `${url}/json`, { k: 5 }), {
      method: "PUT",
      got: { k: 5 },
    });
    assert.equal(await ask("GET", `${url}/text`), "[a]");
    await assert.rejects(ask("GET", `${url}/wrong`), /GET .*: no such model/);
  } finally {
    await server.shutdown();
  }
});
