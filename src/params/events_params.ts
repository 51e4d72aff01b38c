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
  /** A line of item ids per session, in time order. */
  z.strictObject({ format: z.literal("sessions") }),
  /** A line per user: the user's id, then item ids in time order. */
  z.strictObject({ format: z.literal("users") }),
]);
