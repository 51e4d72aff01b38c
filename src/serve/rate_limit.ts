import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { ServiceError } from "./service_error.ts";

/**
 * Lets each client ask so many times a second.
 *
 * @returns What to call for each request.
 * @throws {ServiceError} when called: 429 with Retry-After.
 */
export function rateLimit(
  perSecond: number,
): (client: string) => Promise<void> {
  const limiter = new RateLimiterMemory({ points: perSecond, duration: 1 });
  return async (client) => {
    try {
      await limiter.consume(client);
    } catch (rejection) {
      if (!(rejection instanceof RateLimiterRes)) throw rejection;
      throw new ServiceError(429, "TooManyRequestsException", {
        message: `More than ${perSecond} requests a second`,
        headers: { "retry-after": "1" },
      });
    }
  };
}
