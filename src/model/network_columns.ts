import type { Sequences } from "../features/sequences.ts";
import type { ModelLayout } from "./model_layout.ts";
import type { PackedSessions } from "./packed_sessions.ts";
import { categoryTable, ITEM_TABLE, USER_TABLE } from "./table_names.ts";

/** What the network reads of each packed event, before any tensor is made. */
export interface NetworkColumns {
  /** By embedding table, the index of each event's value: `[P]`. */
  readonly lookups: Readonly<Record<string, Int32Array>>;
  /** Scaled numbers, event by event: `[P × F]`; undefined where there are none. */
  readonly numbers: Float32Array | undefined;
}

/** Reads the columns that a model has embeddings for. */
export function readNetworkColumns(
  model: ModelLayout,
  sequences: Sequences,
  packed: PackedSessions,
): NetworkColumns {
  const lookups: Record<string, Int32Array> = {
    [ITEM_TABLE]: pick(sequences.items, packed.events),
  };
  if (model.tables.has(USER_TABLE)) {
    lookups[USER_TABLE] = pick(sequences.users, packed.sessions);
  }
  for (const [column, values] of Object.entries(sequences.categories)) {
    const table = categoryTable(column);
    if (model.tables.has(table)) lookups[table] = pick(values, packed.events);
  }
  const names = model.params.useNumbers ? model.sizes.numbers : [];
  return { lookups, numbers: joinNumbers(sequences, packed.events, names) };
}

function pick(values: Int32Array, places: Int32Array): Int32Array {
  return places.map((place) => values[place]!);
}

function joinNumbers(
  sequences: Sequences,
  events: Int32Array,
  names: readonly string[],
): Float32Array | undefined {
  if (names.length === 0) return undefined;
  const joined = new Float32Array(events.length * names.length);
  names.forEach((name, column) => {
    const values = sequences.numbers[name]!;
    for (let p = 0; p < events.length; p++) {
      joined[p * names.length + column] = values[events[p]!]!;
    }
  });
  return joined;
}
