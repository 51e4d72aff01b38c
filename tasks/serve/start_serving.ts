import { InputError } from "../../src/errors.ts";
import { AccessKeys } from "../../src/serve/access_keys.ts";
import { AccessLog } from "../../src/serve/access_log.ts";
import { createApp } from "../../src/serve/create_app.ts";
import { listen, type Listening } from "../../src/serve/listen.ts";
import { ModelStore } from "../../src/serve/model_store.ts";
import type { RequestLog } from "../../src/serve/request_log.ts";
import { ServeMetrics } from "../../src/serve/serve_metrics.ts";
import { traceBatch } from "../../src/serve/trace_batch.ts";
import { distinctModels } from "./distinct_models.ts";
import type { ServeSettings } from "./flags.ts";
import { logWriter } from "./log_writer.ts";
import { openForClient, openModels } from "./open_models.ts";
import { openRequestLog } from "./open_request_log.ts";

/** A server of models whose three ports are open. */
export interface Serving {
  readonly store: ModelStore;
  readonly listening: Listening;
  /** New requests are refused, those under way answered. */
  stop(): Promise<void>;
}

/**
 * Opens the models that the settings name, and the ports at which they answer.
 *
 * @throws {InputError} where a model or a port cannot be had.
 */
export async function startServing(settings: ServeSettings): Promise<Serving> {
  const requestLog = openRequestLog(settings);
  const { store, metrics } = makeStore(settings, requestLog);
  const addresses = settings.follow === undefined
    ? settings.models
    : [...settings.models, settings.follow];
  for (const archive of distinctModels(await openModels(addresses))) {
    await store.register(archive, settings);
  }
  const log = settings.accessLog ? openAccessLog() : undefined;
  const keys = settings.keys &&
    await AccessKeys.create({ ...settings.keys, now: Date.now });
  const handlers = createApp({
    store,
    metrics,
    keys,
    log,
    body: { maxBytes: settings.maxBodyBytes, timeoutMs: settings.timeoutMs },
    timeoutMs: settings.timeoutMs,
    maxPerSecond: settings.maxPerSecond,
    open: (url, name) => openForClient(url, { allowed: settings.models, name }),
    onBug: (error) =>
      console.error(error instanceof InputError ? error.message : error),
  });
  const listening = await listen(handlers, settings);
  return {
    store,
    listening,
    async stop() {
      await listening.shutdown();
      await store.close();
      log?.flush();
      requestLog?.flush();
    },
  };
}

function makeStore(
  { queueSize, providers }: ServeSettings,
  requestLog: RequestLog | undefined,
) {
  const metrics = new ServeMetrics({
    pending: () =>
      store.names.flatMap((name) => store.versions(name))
        .reduce((sum, version) => sum + version.pending, 0),
  });
  const store: ModelStore = new ModelStore({
    now: Date.now,
    random: Math.random,
    queueSize,
    providers,
    onSession: requestLog &&
      ((version, session) => requestLog.add(version, session)),
    onBatch: ({ name, version }, report) => {
      const labels = { model_name: name, model_version: version };
      metrics.ran(labels, report);
      traceBatch(labels, report);
    },
    onDeath: ({ name, version }) =>
      metrics.died({ model_name: name, model_version: version }),
  });
  return { store, metrics };
}

function openAccessLog(): AccessLog {
  return new AccessLog(
    logWriter(
      Deno.stdout,
      (error) => console.error(`The access log cannot be written: ${error}`),
    ),
  );
}
