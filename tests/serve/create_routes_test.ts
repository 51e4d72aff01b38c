import assert from "node:assert/strict";
import { createRoute, z } from "@hono/zod-openapi";
import { createRoutes } from "../../src/serve/create_routes.ts";
import { ServiceError } from "../../src/serve/service_error.ts";

Deno.test("createRoutes() throws what is wrong with the input, by name", async () => {
  const app = createRoutes();
  app.openapi(
    createRoute({
      method: "get",
      path: "/x",
      request: { query: z.object({ size: z.enum(["s", "l"]) }) },
      responses: { 200: { description: "x" } },
    }),
    (c) => c.text("x"),
  );
  let thrown: unknown;
  app.onError((error, c) => {
    thrown = error;
    return c.text("", 422);
  });
  assert.equal((await app.request("/x?size=s")).status, 200);
  await app.request("/x?size=m");
  assert.ok(thrown instanceof ServiceError);
  assert.match(thrown.message, /^size: /);
});
