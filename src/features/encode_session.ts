import { calendarValue } from "./calendar.ts";
import type { FeatureSet } from "./feature_set.ts";
import { PADDING, type Sequences } from "./sequences.ts";
import { UNKNOWN } from "./unknown.ts";

/** One event of a live session, as plain values. */
export interface PlainEvent {
  /** The product's id. */
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
  const E = events.length;
  const items = new Int32Array(E);
  const carts = new Uint8Array(E);
  const times = new Float64Array(E);
  for (const [at, { item, cart, time }] of events.entries()) {
    items[at] = features.item.index(item);
    carts[at] = cart === true ? 1 : 0;
    times[at] = time;
  }
  return {
    offsets: Int32Array.of(0, E),
    items,
    targets: new Uint8Array(E),
    carts,
    times,
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
  { categories, calendar }: FeatureSet,
  events: readonly PlainEvent[],
): Record<string, Int32Array> {
  const encoded: Record<string, Int32Array> = {};
  for (const name of Object.keys(categories)) {
    const vocabulary = categories[name]!;
    const column = calendar.find((it) => it === name);
    const indices = new Int32Array(events.length);
    for (let at = 0; at < events.length; at++) {
      const event = events[at]!;
      indices[at] = vocabulary.index(
        column === undefined
          ? event.categories?.[name] ?? UNKNOWN
          : calendarValue(column, event.time),
      );
    }
    encoded[name] = indices;
  }
  return encoded;
}

function encodeNumbers(
  { numbers }: FeatureSet,
  events: readonly PlainEvent[],
): Record<string, Float32Array> {
  const encoded: Record<string, Float32Array> = {};
  for (const name of Object.keys(numbers)) {
    const scaler = numbers[name]!;
    const scaled = new Float32Array(events.length);
    for (let at = 0; at < events.length; at++) {
      scaled[at] = scaler.apply(events[at]!.numbers?.[name]);
    }
    encoded[name] = scaled;
  }
  return encoded;
}
