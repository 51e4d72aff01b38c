import type { RouteConfig } from "@hono/zod-openapi";
import type { Seen } from "./serve_env.ts";

/**
 * A route that is asked too often to go through a framework: described like the
 * others, answered by a plain function.
 */
export interface DirectRoute {
  /** What the API says of it. */
  readonly route: RouteConfig;
  /**
   * Gives what is sent as JSON, with status 200.
   *
   * @throws {ServiceError} for any other.
   */
  readonly answer: (request: DirectRequest) => Promise<unknown>;
}

/** What is left of a request when it has been read. */
export interface DirectRequest {
  /** Parameters that it goes by. */
  readonly params: Readonly<Record<string, string>>;
  /** What its JSON says; nothing has checked it. */
  readonly body: unknown;
  /** What the access log and the metrics tell. */
  readonly seen: Seen;
}
