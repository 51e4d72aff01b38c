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
const { paths } = describeApi(app, { title: "x", secured: false });
const table = new RouteTable(paths);

Deno.test("RouteTable knows which routes read a body", () => {
  assert.equal(table.find("GET", "/x/1").hasBody, false);
  assert.equal(table.find("PUT", "/x/1").hasBody, true);
});

Deno.test("RouteTable gives the described address and what stands in its places", () => {
  const { route, params } = table.find("GET", "/x/a%20b");
  assert.equal(route, "/x/{name}");
  assert.deepEqual({ ...params }, { name: "a%20b" });
});

Deno.test("RouteTable tells a wrong method from a wrong address", () => {
  assert.throws(() => table.find("POST", "/x/1"), {
    status: 405,
    headers: { allow: "GET, PUT, HEAD" },
  });
  assert.throws(() => table.find("GET", "/x/1/2"), { status: 404 });
});
