import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
} from "prom-client";
import type { BatchReport } from "./scorer.ts";

/** From half a millisecond to five seconds. */
const SECONDS = [
  0.0005,
  0.001,
  0.002,
  0.005,
  0.01,
  0.02,
  0.05,
  0.1,
  0.2,
  0.5,
  1,
  5,
];

const BATCH_SIZES = [1, 2, 4, 8, 16, 32, 64, 128, 256];
const MODEL = ["model_name", "model_version"] as const;

/** A model version in labels. */
export interface ModelLabels {
  /** The model's name. */
  readonly model_name: string;
  /** Its version. */
  readonly model_version: string;
}

/**
 * What the server counts, in Prometheus form: TorchServe's counters under their
 * own names, and histograms beside them.
 */
export class ServeMetrics {
  /** What Prometheus reads. */
  readonly registry = new Registry();
  readonly #requests: Counter<typeof MODEL[number]>;
  readonly #inferenceTime: Counter<typeof MODEL[number]>;
  readonly #queueTime: Counter<typeof MODEL[number]>;
  readonly #statuses: Readonly<Record<string, Counter>>;
  readonly #duration: Histogram<"route" | "method" | "status">;
  readonly #inference: Histogram<typeof MODEL[number]>;
  readonly #queue: Histogram<typeof MODEL[number]>;
  readonly #batch: Histogram<typeof MODEL[number]>;
  readonly #popular: Counter<typeof MODEL[number]>;
  readonly #deaths: Counter<typeof MODEL[number]>;
  readonly #shadowOverlap: Histogram<"model_name" | "shadow_version">;

  /** Counts from 0. */
  constructor({ pending }: { pending: () => number }) {
    const registers = [this.registry];
    const counter = (name: string, help: string) =>
      new Counter({ name, help, labelNames: MODEL, registers });
    const histogram = (name: string, help: string, buckets = SECONDS) =>
      new Histogram({ name, help, buckets, labelNames: MODEL, registers });
    this.#requests = counter(
      "ts_inference_requests_total",
      "Total number of inference requests.",
    );
    this.#inferenceTime = counter(
      "ts_inference_latency_microseconds",
      "Cumulative inference duration in microseconds",
    );
    this.#queueTime = counter(
      "ts_queue_latency_microseconds",
      "Cumulative queue duration in microseconds",
    );
    this.#statuses = Object.fromEntries(
      ["2", "4", "5"].map((digit) => [
        digit,
        new Counter({
          name: `Requests${digit}XX`,
          help: `Answers with status ${digit}xx`,
          registers,
        }),
      ]),
    );
    this.#duration = new Histogram({
      name: "nextcart_request_duration_seconds",
      help: "From the request to its answer",
      buckets: SECONDS,
      labelNames: ["route", "method", "status"],
      registers,
    });
    this.#inference = histogram(
      "nextcart_inference_duration_seconds",
      "A run of the network",
    );
    this.#queue = histogram(
      "nextcart_queue_duration_seconds",
      "How long a session waits for the network",
    );
    this.#batch = histogram(
      "nextcart_batch_size",
      "Sessions in a run of the network",
      BATCH_SIZES,
    );
    this.#popular = counter(
      "nextcart_popular_answers_total",
      "Sessions of which nothing was known: they got the bestsellers",
    );
    this.#deaths = counter(
      "nextcart_worker_deaths_total",
      "Workers that died and were replaced",
    );
    this.#shadowOverlap = new Histogram({
      name: "nextcart_shadow_overlap",
      help: "Share of the answered products that the shadow version gives too",
      buckets: [0, 0.2, 0.4, 0.6, 0.8, 1],
      labelNames: ["model_name", "shadow_version"],
      registers,
    });
    new Gauge({
      name: "nextcart_pending_sessions",
      help: "Sessions that were asked and not yet answered",
      registers,
      collect() {
        this.set(pending());
      },
    });
    collectDefaultMetrics({ register: this.registry });
  }

  /** An answer was sent. */
  answered(
    { route, method, status, seconds }: {
      route: string;
      method: string;
      status: number;
      seconds: number;
    },
  ): void {
    this.#duration.observe({ route, method, status }, seconds);
    this.#statuses[String(status)[0]!]?.inc();
  }

  /** Sessions were asked for. */
  asked(labels: ModelLabels, sessions: number): void {
    this.#requests.inc({ ...labels }, sessions);
  }

  /** A session got the bestsellers. */
  popular(labels: ModelLabels): void {
    this.#popular.inc({ ...labels });
  }

  /** A worker died. */
  died(labels: ModelLabels): void {
    this.#deaths.inc({ ...labels });
  }

  /** The network ran. */
  ran(labels: ModelLabels, { sessions, waitedMs, tookMs }: BatchReport): void {
    const by = { ...labels };
    this.#batch.observe(by, sessions);
    this.#inference.observe(by, tookMs / 1000);
    this.#inferenceTime.inc(by, tookMs * 1000);
    let waitedInAllMs = 0;
    for (const waited of waitedMs) {
      this.#queue.observe(by, waited / 1000);
      waitedInAllMs += waited;
    }
    this.#queueTime.inc(by, waitedInAllMs * 1000);
  }

  /** A shadow version answered what another had answered. */
  shadowed(
    { model_name, shadow_version, overlap }: {
      model_name: string;
      shadow_version: string;
      overlap: number;
    },
  ): void {
    this.#shadowOverlap.observe(
      { model_name, shadow_version },
      overlap,
    );
  }
}
