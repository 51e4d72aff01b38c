import type { AccessEntry, AccessLog } from "./access_log.ts";
import type { AccessKeys, Scope } from "./access_keys.ts";
import { createApi, type Handler } from "./create_api.ts";
import type { ModelStore } from "./model_store.ts";
import type { ReadBodyOptions } from "./read_body.ts";
import { RecommenderService } from "./recommender_service.ts";
import { health } from "./routes/health.ts";
import { invocations } from "./routes/invocations.ts";
import { metrics as metricsRoutes } from "./routes/metrics.ts";
import { models, type ModelsOptions } from "./routes/models.ts";
import { openInference } from "./routes/open_inference.ts";
import { predictions } from "./routes/predictions.ts";
import { token } from "./routes/token.ts";
import { traffic } from "./routes/traffic.ts";
import type { ServeMetrics } from "./serve_metrics.ts";

/** What the server's three ports work with. */
export interface AppDeps extends ModelsOptions {
  /** The models that are loaded. */
  readonly store: ModelStore;
  /** Counts what happens. */
  readonly metrics: ServeMetrics;
  /** Absent: whoever reaches the ports may ask. */
  readonly keys?: AccessKeys | undefined;
  /** Absent: nothing is logged. */
  readonly log?: AccessLog | undefined;
  /** How large a body may be. */
  readonly body: ReadBodyOptions;
  /** How long an answer may take: ms. */
  readonly timeoutMs: number;
  /** Requests a second that a client may make for inference, but for health. */
  readonly maxPerSecond?: number | undefined;
}

/** Paths that need no key: what probes and people ask first. */
const OPEN =
  /^\/(|ping|api-description|api-page\/.*|v2\/health\/(live|ready))$/;

/** The server's three ports, as TorchServe splits them. */
export function createApp(
  deps: AppDeps,
): Record<AccessEntry["port"], Handler> {
  const { store, metrics } = deps;
  const service = new RecommenderService(store, {
    metrics,
    timeoutMs: deps.timeoutMs,
  });
  const wants = (scope: (path: string) => Scope) =>
    deps.keys && ((path: string, header: string | null) => {
      if (!OPEN.test(path)) deps.keys!.check(header, scope(path));
    });
  const inference = createApi(
    {
      direct: predictions(service),
      routes: [
        health(store),
        openInference(store, service),
        invocations(store, service),
      ],
    },
    {
      ...deps,
      port: "inference",
      title: "nextcart inference",
      authorize: wants(() => "inference"),
    },
  );
  const management = createApi(
    {
      routes: [
        models(store, deps),
        traffic(store),
        ...(deps.keys === undefined ? [] : [token(deps.keys)]),
      ],
    },
    {
      ...deps,
      port: "management",
      title: "nextcart management",
      maxPerSecond: undefined,
      authorize: wants((path) => path === "/token" ? "api" : "management"),
    },
  );
  const counted = createApi({ routes: [metricsRoutes(metrics)] }, {
    ...deps,
    port: "metrics",
    title: "nextcart metrics",
    maxPerSecond: undefined,
  });
  return { inference, management, metrics: counted };
}
