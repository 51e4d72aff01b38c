/**
 * Serves models over HTTP: `deno task serve`. A program of its own, beside the
 * other stages, so that it is given no more permissions and loads no more code
 * than serving needs.
 */
import { AccessKeys } from "../src/serve/access_keys.ts";
import { AccessLog } from "../src/serve/access_log.ts";
import { createApp } from "../src/serve/create_app.ts";
import { Follower } from "../src/serve/follower.ts";
import { listen, type Listening } from "../src/serve/listen.ts";
import { ModelStore } from "../src/serve/model_store.ts";
import type { RequestLog } from "../src/serve/request_log.ts";
import { ServeMetrics } from "../src/serve/serve_metrics.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import {
  SERVE_FLAGS,
  type ServeSettings,
  serveSettings,
} from "./serve/flags.ts";
import {
  currentModel,
  openForClient,
  openModel,
  openModels,
} from "./serve/open_models.ts";
import { openRequestLog } from "./serve/open_request_log.ts";
import { servingText } from "./serve/serving_text.ts";

const SUMMARY =
  "Serve models over HTTP: TorchServe's API, the Open Inference Protocol, MLflow's";

async function main(args: string[]): Promise<number> {
  const { values } = parseFlags(args, {
    flags: SERVE_FLAGS,
    repeatable: ["models"],
  });
  if (values.help === true) {
    console.log(
      helpText("serve", { summary: SUMMARY, flags: SERVE_FLAGS }, {}),
    );
    return 0;
  }
  const settings = serveSettings(values);
  const requestLog = openRequestLog(settings);
  const { store, metrics } = makeStore(settings, requestLog);
  const addresses = settings.follow === undefined
    ? settings.models
    : [...settings.models, settings.follow];
  for (const archive of await openModels(addresses)) {
    await store.register(archive, settings);
  }
  const log = settings.accessLog ? new AccessLog(writeOut) : undefined;
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
    onBug: (error) => console.error(error),
  });
  const listening = await listen(handlers, settings);
  console.error(servingText(store, { listening, settings }));
  const follower = startFollower(store, settings);
  await untilAskedToStop();
  await follower?.stop();
  await stop(listening, store);
  log?.flush();
  requestLog?.flush();
  return 0;
}

function makeStore(
  { queueSize }: ServeSettings,
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
    onSession: requestLog &&
      ((version, session) => requestLog.add(version, session)),
    onBatch: ({ name, version }, report) =>
      metrics.ran({ model_name: name, model_version: version }, report),
    onDeath: ({ name, version }) =>
      metrics.died({ model_name: name, model_version: version }),
  });
  return { store, metrics };
}

function startFollower(
  store: ModelStore,
  { follow, pollMs, workers }: ServeSettings,
): Follower | undefined {
  if (follow === undefined) return undefined;
  const follower = new Follower({
    store,
    workers,
    current: () => currentModel(follow),
    open: () => openModel(follow),
    onSwap: ({ name, version }) =>
      console.error(`${follow} is now ${name} ${version}: it serves`),
    onProblem: (error) =>
      console.error(
        `${follow} cannot be looked at: ${
          error instanceof Error ? error.message : error
        }`,
      ),
  });
  follower.start(pollMs);
  return follower;
}

/** New requests are refused, those under way answered. */
async function stop(listening: Listening, store: ModelStore): Promise<void> {
  await listening.shutdown();
  await store.close();
}

/** Until Ctrl-C, or the signal by which containers are stopped. */
function untilAskedToStop(): Promise<void> {
  return new Promise((resolve) => {
    const onSignal = () => {
      Deno.removeSignalListener("SIGINT", onSignal);
      Deno.removeSignalListener("SIGTERM", onSignal);
      resolve();
    };
    Deno.addSignalListener("SIGINT", onSignal);
    Deno.addSignalListener("SIGTERM", onSignal);
  });
}

const encoder = new TextEncoder();

function writeOut(text: string): void {
  Deno.stdout.writeSync(encoder.encode(text));
}

if (import.meta.main) await runMain(main);
