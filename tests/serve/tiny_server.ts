import type { AccessEntry } from "../../src/serve/access_log.ts";
import type { Handler } from "../../src/serve/create_api.ts";
import { type AppDeps, createApp } from "../../src/serve/create_app.ts";
import {
  ModelStore,
  type ModelStoreOptions,
} from "../../src/serve/model_store.ts";
import { ServeMetrics } from "../../src/serve/serve_metrics.ts";
import type { ServedArchive } from "../../src/serve/served_archive.ts";

export interface TinyServer {
  readonly store: ModelStore;
  readonly metrics: ServeMetrics;
  /** Asks a port; a body is sent as JSON by POST, or by the method named. */
  readonly ask: (
    path: string,
    options?: {
      port?: AccessEntry["port"];
      method?: string;
      body?: unknown;
      headers?: Record<string, string>;
      client?: string;
    },
  ) => Promise<{ status: number; body: unknown; headers: Headers }>;
  readonly handlers: Record<AccessEntry["port"], Handler>;
}

export interface TinyServerOptions extends Partial<AppDeps> {
  readonly queueSize?: number;
  /** Numbers that choose between versions, one after the other. */
  readonly random?: () => number;
  readonly onSession?: ModelStoreOptions["onSession"];
}

/** The whole server without its sockets, with these archives registered. */
export async function tinyServer(
  archives: readonly ServedArchive[],
  { queueSize = 100, random = () => 0, onSession, ...deps }: TinyServerOptions =
    {},
): Promise<TinyServer> {
  const metrics = new ServeMetrics({ pending: () => 0 });
  const store = new ModelStore({
    now: Date.now,
    random,
    queueSize,
    onSession,
    onBatch: ({ name, version }, report) =>
      metrics.ran({ model_name: name, model_version: version }, report),
    onDeath: ({ name, version }) =>
      metrics.died({ model_name: name, model_version: version }),
  });
  for (const archive of archives) await store.register(archive, { workers: 1 });
  const handlers = createApp({
    store,
    metrics,
    body: { maxBytes: 10_000, timeoutMs: 500 },
    timeoutMs: 500,
    open: () => Promise.reject(new Error("no archive is expected")),
    onBug: (error) => {
      throw error;
    },
    ...deps,
  });
  return {
    store,
    metrics,
    handlers,
    ask: async (
      path,
      { port = "inference", method, body, headers = {}, client } = {},
    ) => {
      const request = new Request(`http://127.0.0.1${path}`, {
        method: method ?? (body === undefined ? "GET" : "POST"),
        headers: body === undefined
          ? headers
          : { "content-type": "application/json", ...headers },
        ...(body === undefined ? {} : {
          body: typeof body === "string" ? body : JSON.stringify(body),
        }),
      });
      const response = await handlers[port](
        request,
        client === undefined ? undefined : () => client,
      );
      const text = await response.text();
      const isJson = response.headers.get("content-type")?.includes("json");
      return {
        status: response.status,
        body: isJson ? JSON.parse(text) : text,
        headers: response.headers,
      };
    },
  };
}
