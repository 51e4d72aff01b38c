import { OpenAPIHono } from "@hono/zod-openapi";
import type { ServeEnv } from "./serve_env.ts";
import { unprocessable } from "./unprocessable.ts";

/** Routes whose input is checked against their description: 422 where it fails. */
export function createRoutes(): OpenAPIHono<ServeEnv> {
  return new OpenAPIHono<ServeEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      throw unprocessable(result.error, result.target);
    },
  });
}
