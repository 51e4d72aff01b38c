import { OpenAPIHono } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { getPath } from "hono/utils/url";
import { InputError } from "../errors.ts";
import type { AccessEntry, AccessLog } from "./access_log.ts";
import { apiPage } from "./api_page.ts";
import { describeApi } from "./describe_api.ts";
import type { DirectRequest, DirectRoute } from "./direct_route.ts";
import { fillExamples } from "./fill_examples.ts";
import type { ModelStore } from "./model_store.ts";
import { rateLimit } from "./rate_limit.ts";
import { apiPageFiles } from "./routes/api_page_files.ts";
import { bodyReader, type ReadBodyOptions } from "./read_body.ts";
import { RouteTable } from "./route_table.ts";
import type { Seen, ServeEnv } from "./serve_env.ts";
import type { ServeMetrics } from "./serve_metrics.ts";
import { ServiceError } from "./service_error.ts";
import { traceRequest } from "./trace_request.ts";

/**
 * Answers the requests of a port.
 *
 * @param client Tells the address of who asks; absent where nothing listens.
 */
export type Handler = (
  request: Request,
  client?: () => string,
) => Promise<Response>;

/** What stands at a port. */
export interface ApiRoutes {
  /** Those that need no framework. */
  readonly direct?: readonly DirectRoute[];
  /** Those that describe themselves. */
  readonly routes: readonly OpenAPIHono<ServeEnv>[];
}

/** Options of {@link createApi}. */
export interface ApiOptions {
  /** Which of the three ports it stands at. */
  readonly port: AccessEntry["port"];
  /** What the API is called. */
  readonly title: string;
  /** The models that its description shows how to ask. */
  readonly store: ModelStore;
  /** Counts requests. */
  readonly metrics: ServeMetrics;
  /** Writes a line per request. */
  readonly log?: AccessLog | undefined;
  /** How large a body may be. */
  readonly body: ReadBodyOptions;
  /** Requests a second that a client may make, but for health; absent: no bound. */
  readonly maxPerSecond?: number | undefined;
  /** Whether a path may be asked; absent: everybody may. */
  readonly authorize?:
    | ((path: string, header: string | null) => void)
    | undefined;
  /** Told of errors that are bugs. */
  readonly onBug: (error: unknown) => void;
}

/** The pages that no description has: itself, and what tries it. */
const PAGES = {
  "/": { get: {}, options: {} },
  "/api-description": { get: {} },
  "/api-page/{file}": { get: {} },
};

/** Methods by their names; others may be anything: they are not labels. */
const METHODS: ReadonlySet<string> = new Set(
  "GET HEAD POST PUT PATCH DELETE OPTIONS".split(" "),
);

/** Whoever balances load asks for health from where its clients' requests come. */
const PROBES = /^\/(ping|v2\/health\/(live|ready))$/;

/** A request on its way through a port. */
interface Call {
  readonly startedAtMs: number;
  readonly client: string;
  readonly seen: Seen;
  /** An address that no route has may be anything: it is not a label. */
  route: string;
}

/**
 * Puts routes behind one port: what is read and who may ask is checked before,
 * what comes out is counted and logged, and what fails gets TorchServe's body.
 */
export function createApi(api: ApiRoutes, options: ApiOptions): Handler {
  const answer = answerer(api, options);
  return async (request, client) => {
    const call: Call = {
      startedAtMs: performance.now(),
      client: options.maxPerSecond === undefined ? "" : client?.() ?? "",
      seen: {},
      route: "-",
    };
    let response: Response;
    try {
      response = await answer(request, call);
    } catch (error) {
      const { body, status, headers } = asServiceError(error, options);
      response = Response.json(body, { status, headers });
    }
    const method = METHODS.has(request.method) ? request.method : "-";
    observe(call, { method, status: response.status, options });
    return response;
  };
}

/** @returns What rejects where the request cannot be answered. */
function answerer({ direct = [], routes }: ApiRoutes, options: ApiOptions) {
  const { app, description } = describedApp({ direct, routes }, options);
  const table = new RouteTable({ ...description.paths, ...PAGES });
  const directly = new Map(direct.map((it) => [it.route.path, it.answer]));
  const readBody = bodyReader(options.body);
  const limit = options.maxPerSecond === undefined
    ? undefined
    : rateLimit(options.maxPerSecond);
  return async (request: Request, call: Call): Promise<Response> => {
    const { method, headers } = request;
    const path = getPath(request);
    options.authorize?.(path, headers.get("authorization"));
    if (!PROBES.test(path)) await limit?.(call.client);
    const { route, hasBody, params } = table.find(method, path);
    call.route = route;
    const { seen } = call;
    if (!hasBody) return await app.fetch(request, { seen });
    const text = await readBody(request);
    const answer = directly.get(route);
    return answer === undefined
      ? await app.fetch(withBody(request, text), { seen })
      : await answerDirectly(answer, { params, text, seen });
  };
}

/** A request whose body has been read. */
function withBody({ url, method, headers }: Request, body: string): Request {
  if (URL.canParse(url)) return new Request(url, { method, headers, body });
  throw ServiceError.badRequest("The header Host is no name of a host");
}

async function answerDirectly(
  answer: DirectRoute["answer"],
  { params, text, seen }: Omit<DirectRequest, "body"> & { text: string },
): Promise<Response> {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw ServiceError.badRequest("Malformed JSON in request body");
  }
  const found = await answer({ params: decoded(params), body, seen });
  return new Response(JSON.stringify(found), {
    headers: { "content-type": "application/json" },
  });
}

function decoded(params: DirectRequest["params"]): DirectRequest["params"] {
  if (!Object.values(params).some((it) => it.includes("%"))) return params;
  const entries = Object.entries(params).map(([name, value]) => {
    try {
      return [name, decodeURIComponent(value)];
    } catch {
      return [name, value];
    }
  });
  return Object.fromEntries(entries);
}

/** Everything that a port answers but what is answered directly. */
function describedApp(
  { direct, routes }: Required<ApiRoutes>,
  { title, store, authorize }: ApiOptions,
) {
  const described = new OpenAPIHono<ServeEnv>();
  for (const { route } of direct) {
    described.openAPIRegistry.registerPath(route);
  }
  for (const route of routes) described.route("/", route);
  const description = describeApi(described, {
    title,
    secured: authorize !== undefined,
  });
  const app = new OpenAPIHono<ServeEnv>();
  // Who has no key yet learns of no model.
  const shown = () =>
    authorize === undefined ? fillExamples(description, store) : description;
  app.on("OPTIONS", "/", (c) => c.json(shown()));
  app.get("/api-description", (c) => c.json(shown()));
  app.get("/", (c) => c.html(apiPage(title)));
  app.route("/", apiPageFiles());
  app.route("/", described);
  app.notFound(() => {
    throw ServiceError.notFound();
  });
  app.onError((error) => {
    throw error;
  });
  return { app, description };
}

/** Counts and logs a request, whatever came of it. */
function observe(
  { startedAtMs, route, seen }: Call,
  { method, status, options }: {
    method: string;
    status: number;
    options: ApiOptions;
  },
): void {
  const ms = performance.now() - startedAtMs;
  traceRequest({ method, route, seen });
  options.metrics.answered({ route, method, status, seconds: ms / 1000 });
  options.log?.add({
    time: new Date().toISOString(),
    port: options.port,
    method,
    route,
    status,
    ms: Math.round(ms * 100) / 100,
    ...seen,
  });
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
