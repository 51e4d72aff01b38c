import { calendarValue } from "./calendar.ts";
import type { FeatureSet } from "./feature_set.ts";
import { PADDING, type Sequences } from "./sequences.ts";
import { UNKNOWN } from "./unknown.ts";

/** One event of a live session, as plain values. */
export interface PlainEvent {
  readonly item: string | number;
  /** Milliseconds since the epoch, UTC. */
  readonly time: number;
  /** Absent or null: anonymous. */
  readonly user?: string | number | null;
  /** Whether the event puts the item into the cart. @default {false} */
  readonly cart?: boolean;
  /** Values by category column; absent or null: unknown. */
  readonly categories?: Readonly<Record<string, string | null>>;
  /** Values by number column; absent, null or NaN: missing. */
  readonly numbers?: Readonly<Record<string, number | null>>;
}

/**
 * Encodes one live session, events in time order, to the very bits that
 * preparing gives the same events. Nothing is a target: what comes next is what
 * the caller wants to know. The user is that of the first event.
 */
export function encodeSession(
  features: FeatureSet,
  events: readonly PlainEvent[],
): Sequences {
  return {
    offsets: Int32Array.of(0, events.length),
    items: Int32Array.from(events, (it) => features.item.index(it.item)),
    targets: new Uint8Array(events.length),
    carts: Uint8Array.from(events, (it) => it.cart === true ? 1 : 0),
    times: Float64Array.from(events, (it) => it.time),
    users: Int32Array.of(userIndex(features, events[0])),
    categories: encodeCategories(features, events),
    numbers: encodeNumbers(features, events),
  };
}

function userIndex(features: FeatureSet, event: PlainEvent | undefined) {
  const user = event?.user ?? null;
  return user === null ? PADDING : features.user?.index(user) ?? PADDING;
}

function encodeCategories(
  features: FeatureSet,
  events: readonly PlainEvent[],
): Record<string, Int32Array> {
  const encoded: Record<string, Int32Array> = {};
  for (const [name, vocabulary] of Object.entries(features.categories)) {
    const column = features.calendar.find((it) => it === name);
    encoded[name] = Int32Array.from(
      events,
      (event) =>
        vocabulary.index(
          column === undefined
            ? event.categories?.[name] ?? UNKNOWN
            : calendarValue(column, event.time),
        ),
    );
  }
  return encoded;
}

function encodeNumbers(
  features: FeatureSet,
  events: readonly PlainEvent[],
): Record<string, Float32Array> {
  const encoded: Record<string, Float32Array> = {};
  for (const [name, scaler] of Object.entries(features.numbers)) {
    encoded[name] = Float32Array.from(
      events,
      (event) => scaler.apply(event.numbers?.[name]),
    );
  }
  return encoded;
}
