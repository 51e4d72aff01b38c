import type { ShopEvent } from "./event_reader.ts";
import type { ModelStore } from "./model_store.ts";
import type { ModelVersion, Recommendation } from "./model_version.ts";
import type { RecommendOptions } from "./predict_schemas.ts";
import type { ServeMetrics } from "./serve_metrics.ts";
import { ServiceError } from "./service_error.ts";
import { TimeLimit } from "./time_limit.ts";

/** Shadow requests under way, beyond which no more are made. */
const MAX_SHADOWS = 256;

/** What is asked of a model. */
export interface RecommendCall {
  /** The model's name. */
  readonly model: string;
  /** A version of it. @default {the version that traffic gives} */
  readonly version?: string | undefined;
  /** The shop's events of each session. */
  readonly sessions: readonly (readonly ShopEvent[])[];
  /** What the sessions are called in an error. */
  readonly names: (session: number) => string;
  /** How many products, and which. */
  readonly options: RecommendOptions;
}

/** What a model has answered. */
export interface RecommendAnswer {
  /** The model's name. */
  readonly model: string;
  /** The version that has answered. */
  readonly version: string;
  /** One for each session. */
  readonly recommendations: readonly Recommendation[];
}

/** Answers sessions of any protocol with the version that is due. */
export class RecommenderService {
  readonly #store: ModelStore;
  readonly #metrics: ServeMetrics;
  readonly #inTime: TimeLimit;
  #shadows = 0;

  /** Asks the models of a store. */
  constructor(
    store: ModelStore,
    { metrics, timeoutMs }: { metrics: ServeMetrics; timeoutMs: number },
  ) {
    this.#store = store;
    this.#metrics = metrics;
    this.#inTime = new TimeLimit(
      timeoutMs,
      () =>
        new ServiceError(408, "RequestTimeoutException", {
          message: `No answer within ${timeoutMs} ms`,
        }),
    );
  }

  /**
   * Answers for each session.
   *
   * @throws {ServiceError} 404, 408, 422 or 503.
   */
  async recommend(call: RecommendCall): Promise<RecommendAnswer> {
    const { version, shadow } = call.version === undefined
      ? this.#store.route(call.model)
      : {
        version: this.#store.get(call.model, call.version),
        shadow: undefined,
      };
    const labels = labelsOf(version);
    this.#metrics.asked(labels, call.sessions.length);
    const recommendations = await this.#inTime.keep(ask(version, call));
    for (const { popular } of recommendations) {
      if (popular) this.#metrics.popular(labels);
    }
    if (shadow !== undefined) this.#askShadow(shadow, call, recommendations);
    return {
      model: call.model,
      version: version.archive.version,
      recommendations,
    };
  }

  /** Its answer is compared, never waited for, and its failure never seen. */
  #askShadow(
    shadow: ModelVersion,
    call: RecommendCall,
    answered: readonly Recommendation[],
  ): void {
    if (this.#shadows >= MAX_SHADOWS) return;
    this.#shadows++;
    ask(shadow, call).then((given) => {
      given.forEach((it, session) =>
        this.#metrics.shadowed({
          model_name: call.model,
          shadow_version: shadow.archive.version,
          overlap: overlapOf(answered[session]!, it),
        })
      );
    }).catch(() => {}).finally(() => this.#shadows--);
  }
}

async function ask(
  version: ModelVersion,
  { sessions, names, options }: RecommendCall,
): Promise<Recommendation[]> {
  if (sessions.length > version.queueSize) {
    throw ServiceError.unprocessable(
      `${sessions.length} sessions: at most ${version.queueSize} are taken at once`,
    );
  }
  const { exclude = [], ...filter } = options.filter ?? {};
  const choice = version.choose({
    k: options.k,
    excludeSeen: options.exclude_seen,
    excluded: exclude,
    candidates: options.candidates,
    filter: Object.keys(filter).length > 0 ? filter : undefined,
  });
  // Read before the first is asked, so that a bad one costs nothing.
  const read = sessions.map((events, session) =>
    events.map((event, at) =>
      version.reader.read(event, () => `${names(session)}[${at}]`)
    )
  );
  return await Promise.all(
    read.map((events) => version.recommend(events, choice)),
  );
}

function labelsOf({ archive }: ModelVersion) {
  return { model_name: archive.name, model_version: archive.version };
}

function overlapOf(a: Recommendation, b: Recommendation): number {
  const given = new Set(b.productIds);
  const shared = a.productIds.filter((id) => given.has(id)).length;
  return shared / Math.max(1, a.productIds.length);
}
