import { z } from "zod";
import { InputError } from "../errors.ts";
import type { CatalogueItems, ItemProperty } from "./item_catalogue.ts";

/** What the values are called of an item that has a plain list of them. */
export const ATTRIBUTES = "attributes";

const value = z.union([z.string(), z.number(), z.boolean()]);
const property = z.union([value, z.array(value), z.null()]);
const item = z.union([z.array(value), z.record(z.string(), property)]);

/**
 * Items in JSON, `{"17": {"brand": "acme", "colours": ["red", "blue"], "price":
 * 3.5}}`, or with a plain list of values each, `{"17": [3, 14]}`, which becomes
 * the property {@link ATTRIBUTES}. Members of a list are texts, whatever they
 * look like.
 *
 * @param name Of the file, for messages.
 * @throws {InputError} where it is something else.
 */
export function catalogueJson(text: string, name: string): CatalogueItems {
  let json: Record<string, unknown>;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new InputError(`${name} is not JSON: ${(cause as Error).message}`, {
      cause,
    });
  }
  if (Array.isArray(json)) {
    throw new InputError(
      `${name} is a list: an object of items by their ids is wanted`,
    );
  }
  return new Map(
    Object.entries(json).map(([id, found]) => {
      const parsed = item.safeParse(found);
      if (!parsed.success) {
        throw new InputError(
          `${name}, item ${id}: a list of values or an object of properties is wanted`,
        );
      }
      const { data } = parsed;
      return [
        id,
        Array.isArray(data) ? { [ATTRIBUTES]: texts(data) } : read(data),
      ];
    }),
  );
}

type Value = z.infer<typeof value>;

function read(
  properties: z.infer<typeof item>,
): Record<string, ItemProperty> {
  return Object.fromEntries(
    Object.entries(properties).map(([name, it]) => [
      name,
      Array.isArray(it)
        ? texts(it)
        : typeof it === "boolean"
        ? String(it)
        : it as ItemProperty,
    ]),
  );
}

function texts(values: readonly Value[]): string[] {
  return values.map(String);
}
