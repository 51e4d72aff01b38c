import type { MiddlewareHandler } from "hono";
import type { ServeEnv } from "./serve_env.ts";
import { ServiceError } from "./service_error.ts";

export interface ReadBodyOptions {
  /** The largest body that is taken. */
  readonly maxBytes: number;
  /** How long a client may take to send it: ms. */
  readonly timeoutMs: number;
}

/**
 * Reads the whole body before anything else is done, so that a slow or endless
 * one costs no more than its connection.
 *
 * @throws {ServiceError} 408, 413 or 415.
 */
export function readBody(
  { maxBytes, timeoutMs }: ReadBodyOptions,
): MiddlewareHandler<ServeEnv> {
  return async (c, next) => {
    const { body, headers } = c.req.raw;
    if (!isJson(headers.get("content-type"))) {
      throw new ServiceError(415, "UnsupportedMediaTypeException", {
        message: `Content-Type ${
          headers.get("content-type") ?? "absent"
        }: application/json is wanted`,
      });
    }
    if (Number(headers.get("content-length") ?? 0) > maxBytes) {
      throw tooLarge(maxBytes);
    }
    const bytes = body === null
      ? new Uint8Array()
      : await readAtMost(body, { maxBytes, timeoutMs });
    c.req.raw = new Request(c.req.raw.url, {
      method: c.req.method,
      headers,
      body: bytes,
    });
    await next();
  };
}

function isJson(type: string | null): boolean {
  return /^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type ?? "");
}

async function readAtMost(
  body: ReadableStream<Uint8Array>,
  { maxBytes, timeoutMs }: ReadBodyOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => {});
  }, timeoutMs);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > maxBytes) {
        reader.cancel().catch(() => {});
        throw tooLarge(maxBytes);
      }
      parts.push(value);
    }
  } finally {
    clearTimeout(timer);
  }
  if (late) {
    throw new ServiceError(408, "RequestTimeoutException", {
      message: `The body did not arrive within ${timeoutMs} ms`,
    });
  }
  return concat(parts, size);
}

function concat(parts: readonly Uint8Array[], size: number) {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function tooLarge(maxBytes: number): ServiceError {
  return new ServiceError(413, "RequestEntityTooLargeException", {
    message: `The body is larger than ${maxBytes} bytes`,
  });
}
