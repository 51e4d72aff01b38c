import { InputError } from "../../errors.ts";

/** Options of {@link RayClient}. */
export interface RayClientOptions {
  /** Of the dashboard: `http://127.0.0.1:8265`. */
  readonly address: string;
  /** For clusters that want one. */
  readonly token?: string | undefined;
  /** Seconds of silence after which it counts as stuck. @default {30} */
  readonly timeoutSeconds?: number;
}

/** What is sent. */
export interface RayRequest {
  /** HTTP method. @default {"GET"} */
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  /** A body of JSON. */
  readonly json?: unknown;
  /** A body of bytes. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
}

/** Ray's Jobs API (https://docs.ray.io/en/latest/cluster/running-applications/job-submission/api.html). */
export class RayClient {
  readonly #options: RayClientOptions;

  /** Starts nothing yet. */
  constructor(options: RayClientOptions) {
    this.#options = options;
  }

  /**
   * Asks for a path below the address.
   *
   * @returns The answer; undefined for 404.
   * @throws {InputError} where nobody answers, or anything but what was wanted.
   */
  async ask(path: string, request: RayRequest = {}): Promise<unknown> {
    const response = await this.#send(path, request);
    const text = await response.text();
    if (response.status === 404) return undefined;
    if (!response.ok) throw this.#refused(response.status, text);
    try {
      return text === "" ? {} : JSON.parse(text);
    } catch {
      return text;
    }
  }

  async #send(
    path: string,
    { method = "GET", json, bytes }: RayRequest,
  ): Promise<Response> {
    const { address, token, timeoutSeconds = 30 } = this.#options;
    const headers = new Headers();
    if (token !== undefined) headers.set("Authorization", `Bearer ${token}`);
    if (json !== undefined) headers.set("Content-Type", "application/json");
    try {
      return await fetch(`${address}${path}`, {
        method,
        headers,
        body: json === undefined ? bytes : JSON.stringify(json),
        signal: AbortSignal.timeout(timeoutSeconds * 1000),
      });
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new InputError(`Ray at ${address} cannot be reached: ${reason}`, {
        cause,
      });
    }
  }

  #refused(status: number, text: string): InputError {
    const { address } = this.#options;
    if (status === 401 || status === 403) {
      return new InputError(
        `Ray at ${address} refuses the token (status ${status}): RAY_AUTH_TOKEN is wanted`,
      );
    }
    // A traceback's last line tells what went wrong.
    const reason = text.trim().split("\n").at(-1)?.slice(0, 300);
    return new InputError(`Ray at ${address}, status ${status}: ${reason}`);
  }
}
