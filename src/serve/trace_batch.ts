import { trace } from "@opentelemetry/api";
import type { BatchReport } from "./scorer.ts";
import type { ModelLabels } from "./serve_metrics.ts";

/**
 * Leaves a span for a run of the network, which answers many requests and so is
 * no part of any; nothing where nobody traces.
 */
export function traceBatch(
  { model_name, model_version }: ModelLabels,
  { sessions, tookMs }: BatchReport,
): void {
  const endTime = Date.now();
  trace.getTracer("nextcart").startSpan("score", {
    root: true,
    startTime: endTime - tookMs,
    attributes: {
      "nextcart.model.name": model_name,
      "nextcart.model.version": model_version,
      "nextcart.batch.size": sessions,
    },
  }).end(endTime);
}
