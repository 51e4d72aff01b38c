import type { PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";
import type { CatalogueItems, ItemProperty } from "../events/item_catalogue.ts";
import { UNKNOWN } from "../features/unknown.ts";
import type { CodedEvents } from "./code_events.ts";
import { float64Column, int32Column } from "./columns.ts";

/** What is known of items, before anything is fitted. */
export interface ItemProperties {
  /** By the events' codes, then those that only a test set or the catalogue has. */
  readonly ids: readonly string[];
  /** By name, the values of each item; undefined where none is known. */
  readonly categories: Readonly<
    Record<string, readonly (readonly string[] | undefined)[]>
  >;
  /** By name, the value of each item; NaN where it is unknown. */
  readonly numbers: Readonly<Record<string, Float64Array>>;
}

/** Events that tell of items: a split, and what its codes stand for. */
export type TellingEvents = Pick<CodedEvents, "frame" | "values">;

/** Options of {@link itemProperties}. */
export interface ItemPropertiesOptions {
  /** Which properties of items are used. */
  readonly params: PrepareParams["itemFeatures"];
  /** What the shop's catalogue says; undefined where there is none. */
  readonly catalogue: CatalogueItems | undefined;
}

/**
 * Gathers what is known of items. Of what several events say, the last of the
 * first split counts that says anything: what held-out events say is heard only
 * where training is silent. What the catalogue says counts before all events.
 *
 * @param splits The training split first.
 * @throws {InputError} where a name is known to neither, or what should be a
 * number is none.
 */
export function itemProperties(
  splits: readonly TellingEvents[],
  { params, catalogue = new Map() }: ItemPropertiesOptions,
): ItemProperties {
  const positions = numberItems(splits, catalogue);
  const told = {
    splits: splits.map((split) => ({
      ...split,
      places: place(split, positions),
    })),
    catalogue,
    positions,
  };
  const all = <T>(key: string, names: readonly string[], read: Reader<T>) =>
    Object.fromEntries(names.map((name) => {
      checkName(name, { key, ...told });
      return [name, read(name, told)];
    }));
  return {
    ids: [...positions.keys()],
    categories: all("categories", params.categories, readCategory),
    numbers: all("numbers", params.numbers, readNumber),
  };
}

interface PlacedEvents extends TellingEvents {
  /** By code of an item, where it stands. */
  readonly places: Int32Array;
}

interface Told {
  readonly splits: readonly PlacedEvents[];
  readonly catalogue: CatalogueItems;
  /** By id, where an item stands. */
  readonly positions: ReadonlyMap<string, number>;
}

type Reader<T> = (name: string, told: Told) => T;

function numberItems(
  splits: readonly TellingEvents[],
  catalogue: CatalogueItems,
): Map<string, number> {
  const positions = new Map<string, number>();
  const add = (id: string) =>
    positions.has(id) || positions.set(id, positions.size);
  const values = new Set(splits.map((it) => it.values.item!));
  for (const series of values) {
    series.toArray().forEach((it) => add(String(it)));
  }
  for (const id of catalogue.keys()) add(id);
  return positions;
}

function place(
  { values }: TellingEvents,
  positions: ReadonlyMap<string, number>,
): Int32Array {
  return Int32Array.from(
    values.item!.toArray(),
    (id) => positions.get(String(id))!,
  );
}

function checkName(
  name: string,
  { key, splits, catalogue }: Told & { key: string },
): void {
  const columns = splits[0]!.frame.columns.filter((column) =>
    key === "numbers"
      ? !NOT_PROPERTIES.has(column) && !(column in splits[0]!.values)
      : column !== "item" && column !== "user" && column in splits[0]!.values
  );
  const properties = new Set(
    catalogue.values().flatMap((it) => Object.keys(it)),
  );
  const known = [...new Set([...columns, ...properties])];
  if (known.includes(name)) return;
  throw new InputError(
    `Parameter prepare.itemFeatures.${key}: "${name}" is known neither of events nor of --items, ` +
      `one of ${known.join(", ") || "none"} is wanted`,
  );
}

/** Columns of every event. */
const NOT_PROPERTIES = new Set(["session", "time", "cart", "target"]);

/** Calls with the row, position and split of each event, training's last. */
function forEachEvent(
  name: string,
  { splits }: Told,
  read: (split: TellingEvents) => (row: number, position: number) => void,
): void {
  for (const split of splits.toReversed()) {
    if (!split.frame.columns.includes(name)) continue;
    const items = int32Column(split.frame, "item");
    const { places } = split;
    const tell = read(split);
    for (let row = 0; row < items.length; row++) {
      tell(row, places[items[row]!]!);
    }
  }
}

function readCategory(name: string, told: Told) {
  const found = new Array<readonly string[] | undefined>(told.positions.size);
  forEachEvent(name, told, ({ frame, values }) => {
    const codes = int32Column(frame, name);
    const texts = values[name]!.toArray()
      .map((it) => it === UNKNOWN ? undefined : [String(it)]);
    return (row, position) => {
      found[position] = texts[codes[row]!] ?? found[position];
    };
  });
  for (const [id, properties] of told.catalogue) {
    const value = properties[name] ?? null;
    if (value === null) continue;
    found[told.positions.get(id)!] = Array.isArray(value)
      ? [...new Set(value as string[])]
      : [String(value)];
  }
  return found;
}

function readNumber(name: string, told: Told): Float64Array {
  const found = new Float64Array(told.positions.size).fill(NaN);
  forEachEvent(name, told, ({ frame }) => {
    const numbers = float64Column(frame, name);
    return (row, position) => {
      if (!Number.isNaN(numbers[row]!)) found[position] = numbers[row]!;
    };
  });
  for (const [id, properties] of told.catalogue) {
    const value = properties[name] ?? null;
    if (value !== null) {
      found[told.positions.get(id)!] = toNumber(value, { id, name });
    }
  }
  return found;
}

function toNumber(
  value: ItemProperty,
  { id, name }: { id: string; name: string },
): number {
  const number = typeof value === "string" && value.trim() === ""
    ? NaN
    : Number(value);
  if (Number.isFinite(number)) return number;
  throw new InputError(
    `--items, item ${id}: ${name} is "${value}", a number is wanted`,
  );
}
