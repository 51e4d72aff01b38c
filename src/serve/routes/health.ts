import { createRoute, type OpenAPIHono } from "@hono/zod-openapi";
import { createRoutes } from "../create_routes.ts";
import type { ModelStore } from "../model_store.ts";
import { errorResponses, statusResponse } from "../responses.ts";
import type { ServeEnv } from "../serve_env.ts";

const ping = createRoute({
  method: "get",
  path: "/ping",
  tags: ["Health"],
  operationId: "ping",
  summary: "Whether the server is well",
  responses: {
    200: statusResponse("Every model has a worker"),
    ...errorResponses(),
  },
});

/** TorchServe's `GET /ping`, and MLflow's. */
export function health(store: ModelStore): OpenAPIHono<ServeEnv> {
  const app = createRoutes();
  app.openapi(ping, (c) => {
    const well = store.names.every((name) =>
      store.get(name).workers.length > 0
    );
    return c.json({ status: well ? "Healthy" : "Partial Healthy" }, 200);
  });
  return app;
}
