import type { EventsParams } from "../../src/config.ts";
import { FIRST_INDEX, type Sequences } from "../../src/features/sequences.ts";
import type { FeatureSet } from "../../src/features/feature_set.ts";
import type { ShopEvent } from "../../src/serve/event_reader.ts";

export interface ShopEventsOptions {
  /** What the sessions were encoded with. */
  readonly features: FeatureSet;
  /** What the shop's log calls its columns. */
  readonly events: EventsParams;
}

/**
 * A session's events as a shop sends them to a server: called as in its log.
 * What training has not seen is not known any more, and is left out.
 *
 * @param to The event after the last.
 */
export function shopEvents(
  sequences: Sequences,
  { session, to }: { session: number; to: number },
  { features, events }: ShopEventsOptions,
): ShopEvent[] {
  const columns = "columns" in events
    ? events.columns
    : { item: "product_id", categories: {}, numbers: {} };
  const { user, time, event: action } = "columns" in events
    ? events.columns
    : { user: undefined, time: undefined, event: undefined };
  const visitor = features.user?.value(sequences.users[session]!);
  const from = sequences.offsets[session]!;
  return Array.from({ length: to - from }, (_, at) => from + at).map((at) => ({
    [columns.item]: features.item.value(sequences.items[at]!) ?? "never seen",
    ...(user !== undefined && visitor !== undefined ? { [user]: visitor } : {}),
    ...(time === undefined ? {} : { [time.column]: timeText(sequences, at) }),
    ...(action?.cart !== undefined && sequences.carts[at] === 1
      ? { [action.column]: action.cart }
      : {}),
    ...named(columns.categories, (name) => {
      const code = sequences.categories[name]?.[at] ?? 0;
      return code < FIRST_INDEX
        ? undefined
        : features.categories[name]!.value(code);
    }),
    ...named(columns.numbers, (name) => {
      const scaler = features.numbers[name];
      const value = sequences.numbers[name]?.[at];
      if (scaler === undefined || value === undefined) return undefined;
      return value * scaler.scale + scaler.center;
    }),
  }));
}

function timeText({ times }: Sequences, at: number): string {
  return new Date(times[at]!).toISOString();
}

/** Values under the shop's names; those that are not known are left out. */
function named<Value>(
  columns: Readonly<Record<string, string>>,
  read: (name: string) => Value | undefined,
): Record<string, Value> {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, field]) => {
      const value = read(name);
      return value === undefined ? [] : [[field, value]];
    }),
  );
}
