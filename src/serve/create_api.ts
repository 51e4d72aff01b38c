import { OpenAPIHono } from "@hono/zod-openapi";
import type { Context, MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { routePath } from "hono/route";
import { InputError } from "../errors.ts";
import type { AccessEntry, AccessLog } from "./access_log.ts";
import { apiPage } from "./api_page.ts";
import { describeApi } from "./describe_api.ts";
import { rateLimit } from "./rate_limit.ts";
import { apiPageFiles } from "./routes/api_page_files.ts";
import { readBody, type ReadBodyOptions } from "./read_body.ts";
import { RouteTable } from "./route_table.ts";
import type { ServeEnv } from "./serve_env.ts";
import type { ServeMetrics } from "./serve_metrics.ts";
import { ServiceError } from "./service_error.ts";

export interface ApiOptions {
  readonly port: AccessEntry["port"];
  readonly title: string;
  readonly metrics: ServeMetrics;
  readonly log?: AccessLog | undefined;
  readonly body: ReadBodyOptions;
  /** Requests a second that a client may make; absent: no bound. */
  readonly maxPerSecond?: number | undefined;
  /** Whether a path may be asked; absent: everybody may. */
  readonly authorize?:
    | ((path: string, header: string | null) => void)
    | undefined;
  /** Told of errors that are bugs. */
  readonly onBug: (error: unknown) => void;
}

/**
 * Puts routes behind one port: what is read and who may ask is checked before,
 * what comes out is counted and logged, and what fails gets TorchServe's body.
 */
export function createApi(
  routes: readonly OpenAPIHono<ServeEnv>[],
  options: ApiOptions,
): OpenAPIHono<ServeEnv> {
  const app = new OpenAPIHono<ServeEnv>();
  app.use(observe(options));
  app.use(async (c, next) => {
    options.authorize?.(c.req.path, c.req.header("authorization") ?? null);
    await next();
  });
  if (options.maxPerSecond !== undefined) {
    app.use(rateLimit(options.maxPerSecond));
  }
  const described = new OpenAPIHono<ServeEnv>();
  for (const route of routes) described.route("/", route);
  const description = describeApi(described, {
    title: options.title,
    secured: options.authorize !== undefined,
  });
  addPages(app, { title: options.title, description });
  const table = new RouteTable(description);
  const read = readBody(options.body);
  app.use(async (c, next) => {
    const { hasBody } = table.find(c.req.method, c.req.path);
    await (hasBody ? read(c, next) : next());
  });
  app.route("/", described);
  app.onError((error, c) => errorResponse(c, asServiceError(error, options)));
  return app;
}

/** The description, and a page on which it can be tried. */
function addPages(
  app: OpenAPIHono<ServeEnv>,
  { title, description }: {
    title: string;
    description: ReturnType<typeof describeApi>;
  },
): void {
  app.on("OPTIONS", "/", (c) => c.json(description));
  app.get("/api-description", (c) => c.json(description));
  app.get("/", (c) => c.html(apiPage(title)));
  app.route("/", apiPageFiles());
}

/** Counts and logs each request, whatever comes of it. */
function observe(
  { port, metrics, log }: ApiOptions,
): MiddlewareHandler<ServeEnv> {
  return async (c, next) => {
    const start = performance.now();
    await next();
    const ms = performance.now() - start;
    const { status } = c.res;
    const method = c.req.method;
    // An address that no route has may be anything: it is not a label.
    const route = status === 404 || status === 405 ? "-" : routePath(c, -1);
    metrics.answered({ route, method, status, seconds: ms / 1000 });
    const model = c.get("model");
    const version = c.get("version");
    log?.add({
      time: new Date().toISOString(),
      port,
      method,
      route,
      status,
      ms: Math.round(ms * 100) / 100,
      ...(model === undefined ? {} : { model }),
      ...(version === undefined ? {} : { version }),
    });
  };
}

function errorResponse(c: Context, error: ServiceError): Response {
  return c.json(error.body, error.status, { ...error.headers });
}

function asServiceError(error: unknown, { onBug }: ApiOptions): ServiceError {
  if (error instanceof ServiceError) return error;
  // What the client asked to be read is damaged or absent.
  if (error instanceof InputError) {
    return ServiceError.badRequest(error.message);
  }
  if (error instanceof HTTPException && error.status < 500) {
    return ServiceError.badRequest(error.message);
  }
  onBug(error);
  return new ServiceError(500, "InternalServerException", {
    message: "The server failed; its log says more",
  });
}
