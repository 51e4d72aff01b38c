import { z } from "zod";
import { InputError } from "../errors.ts";
import { CALENDAR, type CalendarColumn } from "./calendar.ts";
import { canonicalJson } from "./canonical_json.ts";
import { mapValues } from "./map_values.ts";
import { Scaler, scalerSchema } from "./scaler.ts";
import { Vocabulary, vocabularySchema } from "./vocabulary.ts";

/** Changes whenever features.json or the Parquet splits change their form. */
export const FEATURES_FORMAT = 1;

const featureSetSchema = z.strictObject({
  formatVersion: z.literal(FEATURES_FORMAT),
  task: z.enum(["next", "cart"]),
  item: vocabularySchema,
  /** Training events by item index, padding and OOV included. */
  support: z.array(z.int().min(0)),
  /** `null` where the data names no users. */
  user: vocabularySchema.nullable(),
  categories: z.record(z.string(), vocabularySchema),
  /** Those of the categories that are made from the time. */
  calendar: z.array(z.enum(CALENDAR)),
  numbers: z.record(z.string(), scalerSchema),
});

type FeatureSetJson = z.infer<typeof featureSetSchema>;

/** What {@link FeatureSet} is made of. */
export interface FeatureSetParts {
  /** Whether each next product is predicted, or the one put into the cart. */
  readonly task: "next" | "cart";
  /** The products. */
  readonly item: Vocabulary;
  /** Training events by item index, padding (0) and OOV included: `[V]`. */
  readonly support: Int32Array;
  /** The users; absent where the data names none. */
  readonly user?: Vocabulary | undefined;
  /** By column, the calendar's among them. */
  readonly categories: Readonly<Record<string, Vocabulary>>;
  /** The categories that are made from the time. */
  readonly calendar: readonly CalendarColumn[];
  /** By column. */
  readonly numbers: Readonly<Record<string, Scaler>>;
}

/**
 * Everything that is fitted on the training split, and nothing else: what
 * preparing, training and serving agree on. features.json is its text.
 */
export class FeatureSet implements FeatureSetParts {
  /** Whether each next product is predicted, or the one put into the cart. */
  readonly task: "next" | "cart";
  /** The products. */
  readonly item: Vocabulary;
  readonly support: Int32Array;
  /** The users; absent where the data names none. */
  readonly user: Vocabulary | undefined;
  readonly categories: Readonly<Record<string, Vocabulary>>;
  /** The categories that are made from the time. */
  readonly calendar: readonly CalendarColumn[];
  /** By column. */
  readonly numbers: Readonly<Record<string, Scaler>>;

  /** Puts the columns in the order of the alphabet. */
  constructor(parts: FeatureSetParts) {
    this.task = parts.task;
    this.item = parts.item;
    this.support = parts.support;
    this.user = parts.user;
    this.categories = sortKeys(parts.categories);
    this.calendar = parts.calendar;
    this.numbers = sortKeys(parts.numbers);
  }

  /** Names of the category columns, in the order of the alphabet. */
  get categoryNames(): string[] {
    return Object.keys(this.categories);
  }

  /** Names of the number columns, in the order of the alphabet. */
  get numberNames(): string[] {
    return Object.keys(this.numbers);
  }

  /** The text of features.json: equal sets give equal text. */
  serialize(): string {
    const json: FeatureSetJson = {
      formatVersion: FEATURES_FORMAT,
      task: this.task,
      item: this.item.toJSON(),
      support: [...this.support],
      user: this.user?.toJSON() ?? null,
      categories: mapValues(this.categories, (it) => it.toJSON()),
      calendar: [...this.calendar],
      numbers: mapValues(this.numbers, (it) => it.toJSON()),
    };
    return canonicalJson(json);
  }

  /**
   * Reads the text of features.json.
   *
   * @param name What the text is called in an error: its path.
   * @throws {InputError} where it is not JSON, of another format version, or
   * not what {@link serialize} writes.
   */
  static parse(text: string, name = "features.json"): FeatureSet {
    const json = check(text, name);
    if (json.support.length !== json.item.values.length + 2) {
      throw new InputError(
        `${name}: support has ${json.support.length} counts, one for each of the ${
          json.item.values.length + 2
        } item indices is wanted`,
      );
    }
    return new FeatureSet({
      ...json,
      item: new Vocabulary(json.item),
      support: Int32Array.from(json.support),
      user: json.user === null ? undefined : new Vocabulary(json.user),
      categories: mapValues(json.categories, (it) => new Vocabulary(it)),
      numbers: mapValues(json.numbers, (it) => new Scaler(it)),
    });
  }
}

function check(text: string, name: string): FeatureSetJson {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // The reason quotes the text, line feeds and all.
    const reason = (error as Error).message.replaceAll(/\s+/g, " ");
    throw new InputError(`${name} is not JSON: ${reason}`, { cause: error });
  }
  const version = (value as { formatVersion?: unknown } | null)?.formatVersion;
  if (version !== FEATURES_FORMAT) {
    throw new InputError(
      `${name} has format version ${version}, ${FEATURES_FORMAT} is wanted: prepare the data again`,
    );
  }
  const result = featureSetSchema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0]!;
  throw new InputError(
    `${name}, ${issue.path.map(String).join(".")}: ${issue.message}`,
  );
}

function sortKeys<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(
    Object.entries(record).sort(([a], [b]) => a < b ? -1 : 1),
  );
}
