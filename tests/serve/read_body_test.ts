import assert from "node:assert/strict";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

Deno.test("readBody() answers 408 where the body does not arrive", async () => {
  const { handlers } = await tinyServer([tinyArchive()], {
    body: { maxBytes: 1000, timeoutMs: 20 },
  });
  const response = await handlers.inference(
    new Request("http://127.0.0.1/predictions/shop", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: new ReadableStream({
        start: (it) => it.enqueue(new TextEncoder().encode("{")),
      }),
    }),
  );
  assert.equal(response.status, 408);
});
