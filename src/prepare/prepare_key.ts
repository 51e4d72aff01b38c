import { createHash } from "node:crypto";
import type { Params } from "../config.ts";
import type { EventSource } from "../events/event_source.ts";
import type { ItemCatalogue } from "../events/item_catalogue.ts";
import { canonicalJson } from "../features/canonical_json.ts";
import { PREPARE_FORMAT } from "./prepare_report.ts";

/** Where a dataset comes from. */
export interface EventSources {
  /** Where events come from. */
  readonly events: EventSource;
  /** A given test set: the split is then `given`, whatever the parameters say. */
  readonly test?: EventSource | undefined;
  /** What the shop knows of its items, beside what events tell. */
  readonly items?: ItemCatalogue | undefined;
}

/** The parameters that preparing goes by. */
export type PrepareParts = Pick<Params, "events" | "prepare">;

/** Names a dataset by what it is made of: equal keys mean equal datasets. */
export async function prepareKey(
  sources: EventSources,
  params: PrepareParts,
): Promise<string> {
  const text = canonicalJson({
    formatVersion: PREPARE_FORMAT,
    events: params.events,
    prepare: params.prepare,
    source: await sources.events.digest(),
    test: await sources.test?.digest() ?? null,
    items: await sources.items?.digest() ?? null,
  });
  return createHash("sha256").update(text).digest("hex");
}
