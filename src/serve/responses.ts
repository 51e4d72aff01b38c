import { z } from "@hono/zod-openapi";

const errorSchema = z.object({
  code: z.int(),
  type: z.string(),
  message: z.string(),
}).openapi("Error");

const statusSchema = z.object({ status: z.string() }).openapi("Status");

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  400: "The request cannot be read",
  401: "The key is missing, wrong or expired",
  404: "No such model, version or page",
  405: "Not this method",
  408: "The request or its answer took too long",
  409: "What is there already stands against it",
  413: "The body is too large",
  415: "The body must be JSON",
  422: "The request asks for what makes no sense",
  429: "Too many requests from this client",
  503: "The queue is full, or no worker is there",
};

/** Statuses of errors. */
export type ErrorStatus =
  | 400
  | 401
  | 404
  | 405
  | 408
  | 409
  | 413
  | 415
  | 422
  | 429
  | 503;

/** Errors that any route may answer. */
const EVERYWHERE = [400, 401, 404, 405, 408, 429, 503] as const;
/** Errors of routes that read a body, beside them. */
const WITH_BODY = [413, 415, 422] as const;

/** An answer of JSON, as the API's description has it. */
export interface JsonResponse<T extends z.ZodType> {
  /** When it is given. */
  description: string;
  /** What its body is. */
  content: { "application/json": { schema: T } };
}

/** Error answers of a route in the API description. */
export function errorResponses(
  { body = false, more = [] }: {
    body?: boolean;
    more?: readonly ErrorStatus[];
  } = {},
): Record<string, JsonResponse<typeof errorSchema>> {
  const statuses = [...EVERYWHERE, ...(body ? WITH_BODY : []), ...more];
  return Object.fromEntries(
    statuses.map((status) => [status, {
      description: DESCRIPTIONS[status]!,
      content: { "application/json": { schema: errorSchema } },
    }]),
  );
}

/** An answer of JSON in the API description. */
export function jsonResponse<T extends z.ZodType>(
  schema: T,
  description: string,
): JsonResponse<T> {
  return { description, content: { "application/json": { schema } } };
}

/** TorchServe's `{status}` in the API description. */
export function statusResponse(
  description: string,
): JsonResponse<typeof statusSchema> {
  return jsonResponse(statusSchema, description);
}
