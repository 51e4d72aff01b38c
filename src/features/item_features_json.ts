import { z } from "zod";
import { InputError } from "../errors.ts";
import { canonicalJson } from "./canonical_json.ts";
import type { ItemFeatures } from "./item_features.ts";
import { FIRST_INDEX } from "./sequences.ts";

/** Changes whenever the form of items.json does. */
const FORMAT = 1;

const schema = z.strictObject({
  formatVersion: z.literal(FORMAT),
  features: z.array(z.strictObject({
    name: z.string(),
    /** What its codes stand for, in their order. */
    values: z.array(z.string()),
    /** By item, where the feature is a number. */
    numbers: z.array(z.number().nullable()).optional(),
  })),
  /** Codes of each item of the vocabulary. */
  codes: z.array(z.array(z.int().min(0))),
});

type Json = z.infer<typeof schema>;

/** The text of items.json: what is known of items, in the vocabulary's order. */
export function serializeItemFeatures(
  { features, values, offsets, codes, numbers = {} }: ItemFeatures,
): string {
  const V = offsets.length - 1;
  let end = 0;
  const json: Json = {
    formatVersion: FORMAT,
    features: Object.entries(features).map(([name, count]) => ({
      name,
      values: values.slice(end, end += count),
      ...(Object.hasOwn(numbers, name) && {
        numbers: Array.from(
          numbers[name]!.subarray(FIRST_INDEX),
          (number) => Number.isFinite(number) ? number : null,
        ),
      }),
    })),
    codes: Array.from({ length: V - FIRST_INDEX }, (_, at) => {
      const item = at + FIRST_INDEX;
      return [...codes.subarray(offsets[item], offsets[item + 1])];
    }),
  };
  return canonicalJson(json);
}

/**
 * Reads the text of items.json.
 *
 * @throws {InputError} where it is not what {@link serializeItemFeatures} writes
 * of so many items.
 */
export function parseItemFeatures(
  text: string,
  { name, items }: {
    /** What the text is called in an error: its path. */
    name: string;
    /** How many indices items have, padding and OOV among them. */
    items: number;
  },
): ItemFeatures {
  const fail = (reason: string, cause?: unknown) =>
    new InputError(`${name}: ${reason}`, { cause });
  let json: Json;
  try {
    json = schema.parse(JSON.parse(text));
  } catch (cause) {
    throw fail("is not what is known of items", cause);
  }
  const values = json.features.flatMap((it) => it.values);
  const counts = [
    json.codes.length,
    ...json.features.flatMap((it) => it.numbers?.length ?? []),
  ];
  if (counts.some((count) => count !== items - FIRST_INDEX)) {
    throw fail(
      `tells of ${counts.join(", ")} items, ${items - FIRST_INDEX} are wanted`,
    );
  }
  if (json.codes.some((its) => its.some((code) => code >= values.length))) {
    throw fail("has codes that stand for nothing");
  }
  return {
    features: Object.fromEntries(
      json.features.map((it) => [it.name, it.values.length]),
    ),
    values,
    size: values.length,
    ...joined(json.codes, items),
    ...numbersOf(json.features),
  };
}

function joined(codes: Json["codes"], items: number) {
  const offsets = new Int32Array(items + 1);
  codes.forEach((its, at) =>
    offsets[at + FIRST_INDEX + 1] = offsets[at + FIRST_INDEX]! + its.length
  );
  return { offsets, codes: Int32Array.from(codes.flat()) };
}

function numbersOf(features: Json["features"]): Pick<ItemFeatures, "numbers"> {
  const columns = features.filter((it) => it.numbers !== undefined);
  if (columns.length === 0) return {};
  return {
    numbers: Object.fromEntries(columns.map(({ name, numbers }) => [
      name,
      // Of padding and OOV nothing is known.
      Float64Array.from([NaN, NaN, ...numbers!.map((it) => it ?? NaN)]),
    ])),
  };
}
