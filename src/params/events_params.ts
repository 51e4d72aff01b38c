import { z } from "zod";
import { RESERVED_COLUMNS } from "../events/event.ts";

const positiveInt = z.int().min(1);
const columnName = z.string().min(1);

/** How the text or number in a time column is read. */
const timeColumn = z.strictObject({
  column: columnName,
  /**
   * `iso` (RFC 3339), `epoch_s`, `epoch_ms`, or a strftime pattern such as
   * `%Y-%m-%d %H:%M:%S UTC`. Times without a zone are UTC.
   */
  format: z.string().min(1).default("iso"),
  /** A column of milliseconds to add: some data keep day and time apart. */
  plusMs: columnName.optional(),
});

const eventColumn = z.strictObject({
  column: columnName,
  /** The value that means "put into the cart". */
  cart: z.string(),
});

/** Names by which the canonical frame knows extra columns → names in the file. */
const extraColumns = z.record(
  z.string().regex(/^[a-z][a-z0-9_]*$/).refine(
    (name) => !(RESERVED_COLUMNS as readonly string[]).includes(name),
    `must not be one of ${RESERVED_COLUMNS.join(", ")}`,
  ),
  columnName,
);

/** Checks what the columns of a log are called. */
export const columnsSchema = z.strictObject({
  /** Absent: sessions are cut by gaps of inactivity of a user. */
  session: columnName.optional(),
  user: columnName.optional(),
  time: timeColumn,
  item: columnName,
  event: eventColumn.optional(),
  categories: extraColumns.default({}),
  numbers: extraColumns.default({}),
  /** Texts that cleaning may go by (`uniqueInSession`), but that are no features. */
  keys: extraColumns.default({}),
}).refine((it) => it.session !== undefined || it.user !== undefined, {
  message: "either session or user must be named",
});

const demo = z.strictObject({
  /** Sessions to generate; about seven events each before cleaning. */
  sessions: positiveInt.default(12_000),
  items: positiveInt.default(1_000),
  users: positiveInt.default(3_000),
  days: positiveInt.default(28),
  seed: z.int().default(1),
  /** A day on which what shoppers want changes, and stays changed. */
  shift: z.strictObject({
    /** Counted from 0, the first of the period. */
    day: positiveInt,
    /** Share of known users and of shopping projects that change. */
    taste: z.number().min(0).max(1).default(0.7),
    /** Share of the products that come that day, as the most popular ones. */
    newItems: z.number().min(0).max(0.9).default(0.25),
  }).optional(),
});

const isoTime = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/**
 * A table of what was known of products and when: each event gets the version
 * that was valid at its time, from `validFrom` on and before `validTo`.
 */
const products = z.strictObject({
  table: z.string().min(1),
  item: columnName.default("item"),
  validFrom: columnName.default("valid_from"),
  /** Null there: still valid. */
  validTo: columnName.default("valid_to"),
  /** Columns that are taken from here, not from the events. */
  columns: z.array(columnName).min(1),
});

/** Checks where events come from and what the columns mean. */
export const eventsParamsSchema = z.discriminatedUnion("format", [
  /** Simulated; with an input, Parquet in the same schema is read instead. */
  z.strictObject({
    format: z.literal("demo"),
    columns: columnsSchema,
    demo: demo.prefault({}),
  }),
  z.strictObject({
    format: z.literal("csv"),
    columns: columnsSchema,
    /** One character. */
    separator: z.string().length(1).default(","),
    /** Names of the columns, where the file has no header row. */
    header: z.array(columnName).optional(),
    /** Texts that mean "missing", beside the empty one. */
    nulls: z.array(z.string()).default([]),
  }),
  z.strictObject({
    format: z.literal("parquet"),
    columns: columnsSchema,
  }),
  /** A table of a MySQL server; the environment says where that is. */
  z.strictObject({
    format: z.literal("mysql"),
    columns: columnsSchema,
    /** `events` or `shop.events`; `--input` names another one. */
    table: z.string().min(1).optional(),
    /** Instead of a table: a SELECT whose rows are the events. */
    query: z.string().min(1).optional(),
    /** Columns by which rows are ordered; if empty, by time and all others. */
    order: z.array(columnName).default([]),
    /** First time that is read, ISO 8601. */
    from: isoTime.optional(),
    /** First time that is no longer read. */
    to: isoTime.optional(),
    products: products.optional(),
  }).refine((it) => it.table === undefined || it.query === undefined, {
    path: ["query"],
    message: "events.table is named too, one of them is wanted",
  }),
  /** A line of item ids per session, in time order. */
  z.strictObject({ format: z.literal("sessions") }),
  /** A line per user: the user's id, then item ids in time order. */
  z.strictObject({ format: z.literal("users") }),
]);
