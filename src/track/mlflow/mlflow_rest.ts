import { setTimeout as delay } from "node:timers/promises";
import pRetry from "p-retry";
import type { z } from "zod";
import { MlflowError } from "./mlflow_error.ts";
import type { MlflowServer } from "./mlflow_server.ts";

/** Longest wait that a server can ask for by `Retry-After`. */
const MAX_RETRY_AFTER_MS = 30_000;

/** Options of {@link MlflowRest}. */
export interface MlflowRestOptions {
  /** Of one attempt, in ms; a transfer gets more by its size. @default {10_000} */
  readonly timeoutMs?: number;
  /** Attempts after the first. @default {4} */
  readonly retries?: number;
  /** Pause before the first retry, in ms; each next is twice as long, and all are drawn from once to twice that. @default {250} */
  readonly pauseMs?: number;
  /** Gives all requests up. */
  readonly signal?: AbortSignal | undefined;
}

/** A request to the server. */
export interface MlflowRequest {
  /** HTTP method. */
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below the server's URL, beginning with a slash, encoded. */
  readonly path: string;
  /** What is sent as JSON. */
  readonly json?: unknown;
  /** What is sent as it is, made anew for each attempt. */
  readonly body?: () => Promise<ReadableStream<Uint8Array>>;
  /** Size of what is sent or received, in bytes. @default {0} */
  readonly bytes?: number;
  /**
   * Whether sending it twice is as good as once. If not, it is sent again only
   * where the server cannot have worked on it.
   */
  readonly repeatable: boolean;
}

/** Requests to an MLflow server: time-outs, retries with jitter, errors in a line. */
export class MlflowRest {
  readonly #server: MlflowServer;
  readonly #options: MlflowRestOptions;

  /** Sends requests to a server. */
  constructor(server: MlflowServer, options: MlflowRestOptions = {}) {
    this.#server = server;
    this.#options = options;
  }

  /** The server's address, without who asks. */
  get url(): string {
    return this.#server.url;
  }

  /**
   * Asks for JSON and checks it.
   *
   * @throws {MlflowError} where no good answer comes.
   */
  async json<T>(schema: z.ZodType<T>, request: MlflowRequest): Promise<T> {
    const text = await this.send(request, (response) => response.text());
    const unreadable = (reason: string) =>
      new MlflowError(
        `${this.url}${request.path} answers what no MLflow ≥ 3 does: ${reason}`,
        { status: 200, code: "UNREADABLE" },
      );
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch {
      throw unreadable("no JSON");
    }
    const result = schema.safeParse(answer);
    if (result.success) return result.data;
    const { path, message } = result.error.issues[0]!;
    throw unreadable(`${path.join(".")}: ${message}`);
  }

  /**
   * Sends a request until it succeeds or there is no use in going on.
   *
   * @param read Reads the answer's body, within the same time-out.
   * @throws {MlflowError} where no good answer comes.
   */
  async send<T>(
    request: MlflowRequest,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const { retries = 4, pauseMs = 250, signal } = this.#options;
    return await pRetry(() => this.#attempt(request, read), {
      retries,
      minTimeout: pauseMs,
      maxTimeout: 8000,
      randomize: true,
      ...(signal === undefined ? {} : { signal }),
      shouldRetry: ({ error }) =>
        error instanceof MlflowError && mayRepeat(error, request),
      onFailedAttempt: async ({ error, retriesLeft }) => {
        if (!(error instanceof MlflowError) || retriesLeft === 0) return;
        const ms = Math.min(error.retryAfterMs, MAX_RETRY_AFTER_MS);
        await delay(ms, undefined, { signal });
      },
    });
  }

  async #attempt<T>(
    request: MlflowRequest,
    read: (response: Response) => Promise<T>,
  ): Promise<T> {
    const { timeoutMs = 10_000, signal } = this.#options;
    // A connection that carries less than 100 KB/s is as good as none.
    const limitMs = timeoutMs + (request.bytes ?? 0) / 100;
    const limit = AbortSignal.timeout(limitMs);
    try {
      const response = await fetch(this.url + request.path, {
        method: request.method,
        headers: this.#headers(request),
        body: request.json === undefined
          ? await request.body?.()
          : JSON.stringify(request.json),
        signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
        redirect: "error",
      });
      if (!response.ok) throw await this.#refusal(response);
      return await read(response);
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof MlflowError) throw error;
      throw this.#failure(error, limit.aborted ? limitMs : undefined);
    }
  }

  #headers({ json, body }: MlflowRequest): HeadersInit {
    const { authorization } = this.#server;
    return {
      ...(authorization === undefined ? {} : { authorization }),
      ...(json === undefined ? {} : { "content-type": "application/json" }),
      ...(body === undefined
        ? {}
        : { "content-type": "application/octet-stream" }),
    };
  }

  async #refusal(response: Response): Promise<MlflowError> {
    const { status, headers } = response;
    const text = await response.text();
    const { code, message } = parseRefusal(text);
    const said = status === 401 || status === 403
      ? `refuses who asks (HTTP ${status}): check MLFLOW_TRACKING_USERNAME and _PASSWORD, or MLFLOW_TRACKING_TOKEN`
      : `answers HTTP ${status}${message === "" ? "" : `: ${message}`}`;
    return new MlflowError(`MLflow at ${this.url} ${said}`, {
      status,
      code,
      unsent: status === 429,
      retryAfterMs: Number(headers.get("retry-after") ?? 0) * 1000 || 0,
    });
  }

  #failure(error: unknown, limitMs: number | undefined): MlflowError {
    const reason = limitMs === undefined
      ? `cannot be reached: ${reasonOf(error)}`
      : `gave no answer within ${Math.round(limitMs / 1000)} s`;
    return new MlflowError(`MLflow at ${this.url} ${reason}`, {
      status: 0,
      unsent: /connection refused|dns error/i.test(reasonOf(error)),
      cause: error,
    });
  }
}

function mayRepeat(error: MlflowError, request: MlflowRequest): boolean {
  return error.isTransient && (request.repeatable || error.unsent);
}

function parseRefusal(text: string): { code: string; message: string } {
  try {
    const { error_code, message } = JSON.parse(text);
    return {
      code: String(error_code ?? ""),
      message: String(message ?? "").split("\n")[0]!.slice(0, 300),
    };
  } catch {
    return { code: "", message: "" };
  }
}

/** The innermost reason, without the address, which is named already. */
function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) {
    inner = inner.cause;
  }
  const message = inner instanceof Error ? inner.message : String(inner);
  return message.split(": ").at(-1)!.split(" (os error")[0]!;
}
