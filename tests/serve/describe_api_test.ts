import assert from "node:assert/strict";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

Deno.test("describeApi() describes its API, and a page tries it", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { body } = await ask("/", { method: "OPTIONS" });
  const { openapi, paths } = body as { openapi: string; paths: object };
  assert.equal(openapi, "3.0.3");
  assert.deepEqual(
    Object.keys(paths).filter((it) => it.startsWith("/predictions")),
    [
      "/predictions/{model_name}",
      "/predictions/{model_name}/{model_version}",
    ],
  );
  assert.deepEqual((await ask("/api-description")).body, body);
  assert.match((await ask("/")).body as string, /swagger-ui-bundle\.js/);
  const script = await ask("/api-page/swagger-ui-bundle.js");
  assert.match(script.body as string, /SwaggerUIBundle/);
});
