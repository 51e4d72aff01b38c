/** What a gateway does to a request instead of passing it on and back. */
export type Fault =
  /** Answers by itself. */
  | { readonly status: number; readonly headers?: Record<string, string> }
  /** Passes it on, and does not wait long enough for the answer (504). */
  | "lose the answer"
  /** Does nothing, for ever. */
  | "hang";

export interface Gateway extends AsyncDisposable {
  readonly url: string;
  /** `POST /api/2.0/mlflow/runs/create` for each request that came. */
  readonly requests: string[];
  /** What the last request said about who asks. */
  authorization: string | null;
  /** What is done to a request, by its number from 1; undefined: nothing. */
  meddle: (number: number, request: string) => Fault | undefined;
}

/**
 * A gateway before a real server, as a company has one: it can be slow, limit
 * rates, or lose connections.
 */
export function startGateway(target: string): Gateway {
  const requests: string[] = [];
  const ended = new AbortController();
  const server = Deno.serve({
    port: 0,
    hostname: "127.0.0.1",
    onListen: () => {},
    signal: ended.signal,
  }, async (request) => {
    const { pathname, search } = new URL(request.url);
    const name = `${request.method} ${pathname}`;
    requests.push(name);
    gateway.authorization = request.headers.get("authorization");
    const fault = gateway.meddle(requests.length, name);
    const body = await request.arrayBuffer();
    if (fault === "hang") await new Promise(() => {});
    if (typeof fault === "object") return new Response("no", fault);
    const answer = await fetch(`${target}${pathname}${search}`, {
      method: request.method,
      headers: request.headers,
      ...(body.byteLength === 0 ? {} : { body }),
    }).catch(() => new Response("away", { status: 502 }));
    if (fault !== "lose the answer") return answer;
    await answer.body?.cancel();
    return new Response("too late", { status: 504 });
  });
  const gateway: Gateway = {
    url: `http://127.0.0.1:${server.addr.port}`,
    requests,
    authorization: null,
    meddle: () => undefined,
    async [Symbol.asyncDispose]() {
      ended.abort();
      await server.finished;
    },
  };
  return gateway;
}
