import type { OpenAPIHono } from "@hono/zod-openapi";
import type { ServeEnv } from "./serve_env.ts";
import { ServiceError } from "./service_error.ts";

/** Path patterns of an API, with the methods that each takes. */
interface PathPattern {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

export interface DescribeApiOptions {
  readonly title: string;
  /** Whether a key is wanted. */
  readonly secured: boolean;
}

/** The OpenAPI description of an app's routes. */
export function describeApi(
  app: OpenAPIHono<ServeEnv>,
  { title, secured }: DescribeApiOptions,
) {
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

/**
 * Tells a wrong method from a wrong address.
 *
 * @returns What to throw where no route was found: 405 or 404.
 */
export function missingRoute(
  description: ReturnType<typeof describeApi>,
): (path: string) => ServiceError {
  const patterns: PathPattern[] = Object.entries(description.paths).map(
    ([path, item]) => ({
      pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`),
      methods: Object.keys(item as object).map((it) => it.toUpperCase()),
    }),
  );
  return (path) => {
    const methods = patterns.filter(({ pattern }) => pattern.test(path))
      .flatMap((it) => it.methods);
    if (methods.length === 0) {
      return new ServiceError(404, "ResourceNotFoundException", {
        message:
          "Requested resource is not found, please refer to API document.",
      });
    }
    return new ServiceError(405, "MethodNotAllowedException", {
      message: "Requested method is not allowed, please refer to API document.",
      headers: { allow: [...new Set(methods)].join(", ") },
    });
  };
}
