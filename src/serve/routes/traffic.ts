import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createRoutes } from "../create_routes.ts";
import type { ModelStore } from "../model_store.ts";
import { errorResponses, jsonResponse } from "../responses.ts";
import type { ServeEnv } from "../serve_env.ts";

const modelParam = z.object({ model_name: z.string() });
const trafficSchema = z.strictObject({
  weights: z.record(z.string(), z.number().min(0)).openapi({
    description: "Version → its weight; those that are absent get nothing",
    example: { "1.0": 90, "2.0": 10 },
  }),
  shadow: z.string().optional().openapi({
    description:
      "A version that is asked too; its answers are compared and counted, not sent",
  }),
}).openapi("Traffic");

/** How requests are split between the versions of a model. */
export function traffic(store: ModelStore): OpenAPIHono<ServeEnv> {
  const app = createRoutes();
  const shown = (name: string) => {
    const { weights, shadow } = store.traffic(name);
    return {
      weights: { ...weights },
      ...(shadow === undefined ? {} : { shadow }),
    };
  };
  app.openapi(
    createRoute({
      method: "get",
      path: "/traffic/{model_name}",
      tags: ["Traffic"],
      operationId: "getTraffic",
      summary: "Which versions answer, and in what shares",
      request: { params: modelParam },
      responses: {
        200: jsonResponse(trafficSchema, "The split"),
        ...errorResponses(),
      },
    }),
    (c) => c.json(shown(c.req.valid("param").model_name), 200),
  );
  app.openapi(
    createRoute({
      method: "put",
      path: "/traffic/{model_name}",
      tags: ["Traffic"],
      operationId: "setTraffic",
      summary: "Split requests between versions (canary), or add a shadow",
      request: {
        params: modelParam,
        body: {
          required: true,
          content: { "application/json": { schema: trafficSchema } },
        },
      },
      responses: {
        200: jsonResponse(trafficSchema, "The new split"),
        ...errorResponses({ body: true, more: [409] }),
      },
    }),
    (c) => {
      const { model_name } = c.req.valid("param");
      store.setTraffic(model_name, c.req.valid("json"));
      return c.json(shown(model_name), 200);
    },
  );
  app.openapi(
    createRoute({
      method: "post",
      path: "/traffic/{model_name}/rollback",
      tags: ["Traffic"],
      operationId: "rollBack",
      summary: "Take the last change of traffic or default version back",
      request: { params: modelParam },
      responses: {
        200: jsonResponse(trafficSchema, "The split as it was before"),
        ...errorResponses({ more: [409] }),
      },
    }),
    (c) => {
      const { model_name } = c.req.valid("param");
      store.rollBack(model_name);
      return c.json(shown(model_name), 200);
    },
  );
  return app;
}
