import type { MiddlewareHandler } from "hono";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import type { ServeEnv } from "./serve_env.ts";
import { ServiceError } from "./service_error.ts";

/**
 * Lets each client ask so many times a second.
 *
 * @throws {ServiceError} 429 with Retry-After.
 */
export function rateLimit(perSecond: number): MiddlewareHandler<ServeEnv> {
  const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 });
  return async (c, next) => {
    try {
      await limiter.consume(c.env?.client ?? "");
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      throw new ServiceError(429, "TooManyRequestsException", {
        message: `More than ${perSecond} requests a second`,
        headers: { "retry-after": "1" },
      });
    }
    await next();
  };
}
