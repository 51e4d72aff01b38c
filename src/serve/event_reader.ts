import type { ColumnsParams, EventsParams } from "../config.ts";
import type { PlainEvent } from "../features/encode_session.ts";
import { readTime } from "./read_time.ts";
import { ServiceError } from "./service_error.ts";

/** A value in a request's event. */
export type Scalar = string | number | boolean | null;

/** An event as the shop names its columns, and more that is not read. */
export type ShopEvent = Readonly<Record<string, Scalar>>;

/** Names under which every model takes the item. */
const ITEM_NAMES = ["product_id", "item"];

/** Data that name no columns: the item is all there is. */
const NO_COLUMNS = {
  item: "product_id",
  time: { column: "time", format: "epoch_ms" },
  categories: {},
  numbers: {},
  keys: {},
} satisfies ColumnsParams;

/** Options of {@link EventReader}. */
export interface EventReaderOptions {
  /** What the shop's log calls its columns. */
  readonly events: EventsParams;
  /** Time of an event that names none: ms since the epoch. */
  readonly now: () => number;
}

/**
 * Reads the events of a live session, whose fields are called as in the shop's
 * log. Absent fields are missing values; unknown ones are passed over.
 */
export class EventReader {
  readonly #columns: ColumnsParams;
  /** Our names of categories and numbers, and the fields that hold them. */
  readonly #categories: readonly (readonly [string, string])[];
  readonly #numbers: readonly (readonly [string, string])[];
  /** Names of the field that holds the item. */
  readonly #itemNames: readonly string[];
  readonly #now: () => number;

  /** Takes what the shop's columns are called. */
  constructor({ events, now }: EventReaderOptions) {
    this.#columns = "columns" in events ? events.columns : NO_COLUMNS;
    this.#categories = Object.entries(this.#columns.categories);
    this.#numbers = Object.entries(this.#columns.numbers);
    this.#itemNames = [this.#columns.item, ...ITEM_NAMES];
    this.#now = now;
  }

  /** Names of the fields that are read, the item's first. */
  get fields(): string[] {
    const { item, user, time, event, categories, numbers } = this.#columns;
    return [
      item,
      ...(user === undefined ? [] : [user]),
      time.column,
      ...(event === undefined ? [] : [event.column]),
      ...Object.values(categories),
      ...Object.values(numbers),
    ];
  }

  /** Name of the field that tells sessions apart, where there is one. */
  get sessionField(): string | undefined {
    return this.#columns.session;
  }

  /**
   * A shop's event as plain values.
   *
   * @param at What the event is called in an error: `data[1]`.
   * @throws {ServiceError} 422 naming the field.
   */
  read(event: ShopEvent, at: () => string): PlainEvent {
    const { user, event: action } = this.#columns;
    const categories: Record<string, string | null> = {};
    for (const [name, field] of this.#categories) {
      categories[name] = textOf(event[field]);
    }
    const numbers: Record<string, number | null> = {};
    for (const [name, field] of this.#numbers) {
      numbers[name] = numberOf(event[field], { at, field });
    }
    return {
      item: this.#item(event, at),
      time: this.#time(event, at),
      user: user === undefined ? null : userOf(event[user]),
      cart: action !== undefined && event[action.column] === action.cart,
      categories,
      numbers,
    };
  }

  #item(event: ShopEvent, at: () => string): string | number {
    for (const name of this.#itemNames) {
      const value = event[name];
      if (value === undefined) continue;
      if (typeof value === "number" || typeof value === "string") return value;
      break;
    }
    throw ServiceError.unprocessable(
      `${at()}.${this.#columns.item}: a product id is wanted`,
    );
  }

  #time(event: ShopEvent, at: () => string): number {
    const { column, format } = this.#columns.time;
    const value = event[column] ?? event.time ?? null;
    if (value === null) return this.#now();
    const time = readTime(value, format);
    if (time !== undefined) return time;
    throw ServiceError.unprocessable(
      `${at()}.${column}: "${value}" is no time (ISO 8601 or a number is wanted)`,
    );
  }
}

function userOf(value: Scalar | undefined): string | number | null {
  return typeof value === "number" || (typeof value === "string" && value)
    ? value
    : null;
}

function textOf(value: Scalar | undefined): string | null {
  return value === undefined || value === null || value === ""
    ? null
    : String(value);
}

function numberOf(
  value: Scalar | undefined,
  { at, field }: { at: () => string; field: string },
): number | null {
  if (value === undefined || value === null || value === "") return null;
  const number = Number(value);
  if (Number.isFinite(number)) return number;
  throw ServiceError.unprocessable(`${at()}.${field}: "${value}" is no number`);
}
