import { createRoute, type OpenAPIHono, z } from "@hono/zod-openapi";
import { createRoutes } from "../create_routes.ts";
import { errorResponses } from "../responses.ts";
import type { ServeMetrics } from "../serve_metrics.ts";
import type { ServeEnv } from "../serve_env.ts";

const route = createRoute({
  method: "get",
  path: "/metrics",
  tags: ["Metrics"],
  operationId: "metrics",
  summary: "What was counted, in Prometheus form",
  request: {
    query: z.object({
      "name[]": z.union([z.string(), z.array(z.string())]).optional().openapi({
        description: "Only these metrics",
      }),
    }),
  },
  responses: {
    200: {
      description: "Metrics",
      content: { "text/plain": { schema: z.string() } },
    },
    ...errorResponses({ more: [422] }),
  },
});

/** TorchServe's `GET /metrics`. */
export function metrics({ registry }: ServeMetrics): OpenAPIHono<ServeEnv> {
  const app = createRoutes();
  app.openapi(route, async (c) => {
    const names = [c.req.valid("query")["name[]"] ?? []].flat();
    const known = new Set(registry.getMetricsAsArray().map((it) => it.name));
    const texts = names.length === 0
      ? [await registry.metrics()]
      : await Promise.all(
        names.filter((name) => known.has(name))
          .map((name) => registry.getSingleMetricAsString(name)),
      );
    return c.text(`${texts.join("\n\n")}\n`, 200, {
      "content-type": registry.contentType,
    });
  });
  return app;
}
