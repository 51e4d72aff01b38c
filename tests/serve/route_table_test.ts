import assert from "node:assert/strict";
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { describeApi } from "../../src/serve/describe_api.ts";
import { RouteTable } from "../../src/serve/route_table.ts";
import type { ServeEnv } from "../../src/serve/serve_env.ts";

const app = new OpenAPIHono<ServeEnv>();
const responses = { 200: { description: "x" } };
const body = {
  content: { "application/json": { schema: z.object({ a: z.int() }) } },
};
app.openapi(
  createRoute({ method: "get", path: "/x/{name}", responses }),
  (c) => c.text("x"),
);
app.openapi(
  createRoute({
    method: "put",
    path: "/x/{name}",
    request: { body },
    responses,
  }),
  (c) => c.text("x"),
);
const table = new RouteTable(describeApi(app, { title: "x", secured: false }));

Deno.test("RouteTable knows which routes read a body", () => {
  assert.deepEqual(table.find("GET", "/x/1"), { hasBody: false });
  assert.deepEqual(table.find("PUT", "/x/1"), { hasBody: true });
});

Deno.test("RouteTable tells a wrong method from a wrong address", () => {
  assert.throws(() => table.find("POST", "/x/1"), {
    status: 405,
    headers: { allow: "GET, PUT" },
  });
  assert.throws(() => table.find("GET", "/x/1/2"), { status: 404 });
});
