import { ServiceError } from "./service_error.ts";
import { TimeLimit } from "./time_limit.ts";

/** Options of {@link bodyReader}. */
export interface ReadBodyOptions {
  /** The largest body that is taken. */
  readonly maxBytes: number;
  /** How long a client may take to send it: ms. */
  readonly timeoutMs: number;
}

/** Reads the whole body of a request, as text. */
export type ReadBody = (request: Request) => Promise<string>;

/**
 * Reads bodies of JSON before anything else is done with them, so that a slow or
 * endless one costs no more than its connection.
 *
 * @throws {ServiceError} when reading: 400, 408, 413 or 415.
 */
export function bodyReader({ maxBytes, timeoutMs }: ReadBodyOptions): ReadBody {
  const limit = new TimeLimit(
    timeoutMs,
    () =>
      new ServiceError(408, "RequestTimeoutException", {
        message: `The body did not arrive within ${timeoutMs} ms`,
      }),
  );
  return (request) => {
    const { body, headers } = request;
    requireJson(headers.get("content-type"));
    const length = headers.get("content-length");
    if (Number(length ?? 0) > maxBytes) throw tooLarge(maxBytes);
    if (length !== null) return limit.keep(request.text().catch(brokenOff));
    return body === null
      ? Promise.resolve("")
      : readAtMost(body, { maxBytes, limit });
  };
}

function requireJson(type: string | null): void {
  if (type === "application/json") return;
  if (/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type ?? "")) return;
  throw new ServiceError(415, "UnsupportedMediaTypeException", {
    message: `Content-Type ${type ?? "absent"}: application/json is wanted`,
  });
}

/** Reads a body that does not say how long it is. */
async function readAtMost(
  body: ReadableStream<Uint8Array>,
  { maxBytes, limit }: { maxBytes: number; limit: TimeLimit },
): Promise<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const read = async () => {
    let text = "";
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read().catch(brokenOff);
      if (done) return text + decoder.decode();
      size += value.length;
      if (size > maxBytes) throw tooLarge(maxBytes);
      text += decoder.decode(value, { stream: true });
    }
  };
  try {
    return await limit.keep(read());
  } catch (error) {
    reader.cancel().catch(() => {});
    throw error;
  }
}

/** Who asks has gone away, or sends what is no HTTP. */
function brokenOff(): never {
  throw ServiceError.badRequest("The body broke off");
}

function tooLarge(maxBytes: number): ServiceError {
  return new ServiceError(413, "RequestEntityTooLargeException", {
    message: `The body is larger than ${maxBytes} bytes`,
  });
}
