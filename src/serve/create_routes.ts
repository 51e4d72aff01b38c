import { OpenAPIHono } from "@hono/zod-openapi";
import type { ServeEnv } from "./serve_env.ts";
import { ServiceError } from "./service_error.ts";

/** Routes whose input is checked against their description: 422 where it fails. */
export function createRoutes(): OpenAPIHono<ServeEnv> {
  return new OpenAPIHono<ServeEnv>({
    defaultHook: (result) => {
      if (result.success) return;
      const issue = result.error.issues[0]!;
      const at = issue.path.map(String).join(".") || result.target;
      throw ServiceError.unprocessable(`${at}: ${issue.message}`);
    },
  });
}
