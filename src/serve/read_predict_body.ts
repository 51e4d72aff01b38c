import type { z } from "zod";
import type { ShopEvent } from "./event_reader.ts";
import { isShopEvent } from "./is_shop_event.ts";
import {
  MAX_EVENTS,
  predictBodySchema,
  recommendOptionsSchema,
} from "./predict_schemas.ts";
import { unprocessable } from "./unprocessable.ts";

const DEFAULTS = recommendOptionsSchema.parse({});

/**
 * Checks the body of a prediction and fills in what it leaves out. One session
 * and nothing else, which nearly all requests are, is told without the schema.
 *
 * @throws {ServiceError} 422 naming the first fault.
 */
export function readPredictBody(
  body: unknown,
): z.infer<typeof predictBodySchema> {
  if (isPlain(body)) return { ...DEFAULTS, data: body.data };
  const result = predictBodySchema.safeParse(body);
  if (!result.success) throw unprocessable(result.error, "body");
  return result.data;
}

function isPlain(body: unknown): body is { data: ShopEvent[] } {
  if (typeof body !== "object" || body === null) return false;
  const [key, ...others] = Object.keys(body);
  if (key !== "data" || others.length > 0) return false;
  const { data } = body as { data: unknown };
  return Array.isArray(data) && data.length <= MAX_EVENTS &&
    data.every(isShopEvent);
}
