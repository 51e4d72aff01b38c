import type { DemoParams, EventsParams } from "../../config.ts";
import { digestSource } from "../digest_source.ts";
import type { EventSource } from "../event_source.ts";
import { requireEvents } from "../require_events.ts";
import { toCanonical } from "../to_canonical.ts";
import { demoFrame } from "./demo_frame.ts";

/** The demo shop's size, and what its columns are called. */
export type DemoShopParams = Extract<EventsParams, { format: "demo" }>;

/**
 * A shop that is simulated from a seed, for trying things out and for tests:
 * shoppers with lasting tastes work through projects (a sequence of product
 * types), so that what comes next depends on more than the last product.
 */
export function demoShopSource(params: DemoShopParams): EventSource {
  const name = "demo shop";
  return {
    name,
    digest: () => digestSource([params, sample(params.demo)], []),
    // deno-lint-ignore require-await
    read: async () => {
      const raw = demoFrame(params.demo).lazy();
      const { columns } = params;
      return requireEvents(toCanonical(raw, { columns, name }), name);
    },
  };
}

/** A few sessions, so that the digest changes with the simulation too. */
function sample(demo: DemoParams): unknown {
  const frame = demoFrame({ ...demo, sessions: Math.min(100, demo.sessions) });
  return frame.toRecords();
}
