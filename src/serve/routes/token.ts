import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createRoutes } from "../create_routes.ts";
import type { AccessKeys } from "../access_keys.ts";
import { errorResponses, statusResponse } from "../responses.ts";
import type { ServeEnv } from "../serve_env.ts";

const route = createRoute({
  method: "get",
  path: "/token",
  tags: ["Keys"],
  operationId: "renewToken",
  summary: "Replace a key in the key file; wants the API key",
  request: {
    query: z.object({ type: z.enum(["inference", "management"]) }),
  },
  responses: {
    200: statusResponse("The key file holds a new key"),
    ...errorResponses({ more: [422] }),
  },
});

/** TorchServe's renewal of keys. */
export function token(keys: AccessKeys): OpenAPIHono<ServeEnv> {
  const app = createRoutes();
  app.openapi(route, async (c) => {
    await keys.renew(c.req.valid("query").type);
    return c.json({ status: "The key file holds a new key" }, 200);
  });
  return app;
}
