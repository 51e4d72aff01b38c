import { createHash } from "node:crypto";
import { z } from "zod";
import { InputError } from "../errors.ts";
import { canonicalJson } from "../features/canonical_json.ts";

/** Changes when a schema of before could not be read. */
const FORMAT = 1;

const share = z.number().min(0).max(1);
const common = {
  /** Name in the log. */
  column: z.string(),
  /** Largest share of rows without a value. */
  maxMissing: share,
  /** Whether more than one value is wanted. */
  varies: z.boolean(),
};

const textColumn = z.strictObject({
  type: z.literal("text"),
  ...common,
  /** Known values; `null` where there are too many to list. */
  values: z.array(z.string()).nullable(),
  /** Largest share of rows with a value that is not listed. */
  maxUnknown: share,
  /** Values that every log holds. */
  frequent: z.array(z.string()),
  /** Largest share of rows with texts in a wrong encoding. */
  maxDamaged: share,
});

const numberColumn = z.strictObject({
  type: z.literal("number"),
  ...common,
  min: z.number(),
  max: z.number(),
  /** Between which the median lies. */
  median: z.tuple([z.number(), z.number()]),
});

const timeColumn = z.strictObject({
  type: z.literal("time"),
  ...common,
  /** Earliest time that is believed. */
  min: z.iso.datetime(),
  /** How far ahead of the clock a time may be. */
  maxAheadHours: z.number(),
  /** The newest event must not be older than this. */
  newest: z.iso.datetime(),
  /** How old the newest event may be by the clock; `null`: as old as it likes. */
  maxAgeHours: z.number().nullable(),
  /** Share of events by hour of the day, UTC; `null`: not compared. */
  hours: z.array(share).length(24).nullable(),
});

const logSchemaSchema = z.strictObject({
  formatVersion: z.literal(FORMAT),
  columns: z.record(
    z.string(),
    z.discriminatedUnion("type", [textColumn, numberColumn, timeColumn]),
  ),
  /** Events of a day: may differ from `perDay` by `tolerance` of it, and by three deviations of the mean of as many days. `null`: not compared. */
  volume: z.strictObject({
    perDay: z.number().positive(),
    deviation: z.number().min(0),
    tolerance: z.number().min(0),
  }).nullable(),
  /** Largest share of rows that repeat another one in all columns. */
  maxDuplicates: share,
  /** Most events of a session. */
  maxSessionEvents: z.int().min(1),
  /** Largest share of the events on one item. */
  maxItemShare: share,
  /** Largest share of the events on items that training does not know. */
  maxNewItems: share,
});

/** What a log must be like: schema.json of a dataset. */
export type LogSchema = z.infer<typeof logSchemaSchema>;
/** What a column of texts is to be like. */
export type TextSchema = z.infer<typeof textColumn>;
/** What a column of numbers is to be like. */
export type NumberSchema = z.infer<typeof numberColumn>;
/** What the column of times is to be like. */
export type TimeSchema = z.infer<typeof timeColumn>;

/** A schema as it stands in a file. */
export interface StoredSchema {
  /** What the log is to be like. */
  readonly schema: LogSchema;
  /** Whether people have changed what was inferred. */
  readonly edited: boolean;
}

/** The text of schema.json, with a digest that tells later whether it was edited. */
export function serializeSchema(schema: LogSchema): string {
  const inferred = digestOf(schema);
  return indented({ inferred, ...schema }, "") + "\n";
}

/** JSON with lists on one line: people read it. */
function indented(value: unknown, margin: string): string {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return JSON.stringify(value);
  }
  const inner = `${margin}  `;
  const lines = Object.entries(value).map(([key, it]) =>
    `${inner}${JSON.stringify(key)}: ${indented(it, inner)}`
  );
  return `{\n${lines.join(",\n")}\n${margin}}`;
}

/**
 * Reads the text of schema.json.
 *
 * @param name What the text is called in an error: its path.
 * @throws {InputError} naming the key that is wrong.
 */
export function parseSchema(text: string, name: string): StoredSchema {
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new InputError(
      `${name} is not JSON: ${
        (cause as Error).message.replaceAll(/\s+/g, " ")
      }`,
      { cause },
    );
  }
  const { inferred, ...rest } = value;
  const result = logSchemaSchema.safeParse(rest);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(
      `${name}, ${issue!.path.map(String).join(".")}: ${issue!.message}`,
    );
  }
  return {
    schema: result.data,
    edited: inferred !== digestOf(result.data),
  };
}

function digestOf(schema: LogSchema): string {
  return createHash("sha256").update(canonicalJson(schema)).digest("hex");
}
