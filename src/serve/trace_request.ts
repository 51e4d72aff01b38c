import { trace } from "@opentelemetry/api";
import type { Seen } from "./serve_env.ts";

/** What a request was about; nothing of what it carried. */
export interface TracedRequest {
  /** GET, POST, PUT, … */
  readonly method: string;
  /** As described: `/predictions/{model_name}`. */
  readonly route: string;
  /** The model and the version that answered. */
  readonly seen: Seen;
}

/**
 * Names the span that Deno has opened for a request, where it traces
 * (`OTEL_DENO=true`).
 */
export function traceRequest(
  { method, route, seen: { model, version } }: TracedRequest,
): void {
  const span = trace.getActiveSpan();
  if (span === undefined) return;
  span.updateName(`${method} ${route}`);
  span.setAttribute("http.route", route);
  if (model !== undefined) span.setAttribute("nextcart.model.name", model);
  if (version !== undefined) {
    span.setAttribute("nextcart.model.version", version);
  }
}
