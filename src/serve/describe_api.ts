import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ServeEnv } from "./serve_env.ts";

/** Options of {@link describeApi}. */
export interface DescribeApiOptions {
  /** What the API is called. */
  readonly title: string;
  /** Whether a key is wanted. */
  readonly secured: boolean;
}

/** The OpenAPI description of an app's routes. */
export function describeApi(
  app: OpenAPIHono<ServeEnv>,
  { title, secured }: DescribeApiOptions,
): ReturnType<OpenAPIHono<ServeEnv>["getOpenAPIDocument"]> {
  if (secured) {
    app.openAPIRegistry.registerComponent("securitySchemes", "key", {
      type: "http",
      scheme: "bearer",
    });
  }
  return app.getOpenAPIDocument({
    openapi: "3.0.3",
    info: {
      title,
      version: "1",
      description: "Session-based product recommendations",
    },
    ...(secured ? { security: [{ key: [] }] } : {}),
  });
}
