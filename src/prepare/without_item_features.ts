import type { PrepareParams } from "../config.ts";
import type { CodedEvents } from "./code_events.ts";

/** The events without the columns that tell of items: those are no features of events. */
export function withoutItemFeatures(
  events: CodedEvents,
  { categories, numbers }: PrepareParams["itemFeatures"],
): CodedEvents {
  return {
    ...events,
    categories: events.categories.filter((it) => !categories.includes(it)),
    numbers: events.numbers.filter((it) => !numbers.includes(it)),
    values: Object.fromEntries(
      Object.entries(events.values).filter(([it]) => !categories.includes(it)),
    ),
  };
}
