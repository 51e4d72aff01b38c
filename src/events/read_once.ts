import type { EventSource } from "./event_source.ts";

/** A source that is read and digested once, and remembered. */
export function readOnce(source: EventSource): EventSource {
  let events: ReturnType<EventSource["read"]> | undefined;
  let digest: ReturnType<EventSource["digest"]> | undefined;
  return {
    name: source.name,
    digest: () => digest ??= source.digest(),
    read: () => events ??= source.read(),
  };
}
