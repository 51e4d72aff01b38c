import { InputError } from "../errors.ts";
import { csvParse } from "./csv_parse.ts";
import type { CatalogueItems } from "./item_catalogue.ts";

/** Stands between several values of one property. */
const SEVERAL = "|";

/** Options of {@link catalogueCsv}. */
export interface CatalogueCsvOptions {
  /** Of the file, for messages. */
  readonly name: string;
  /** One character. */
  readonly separator: string;
}

/**
 * Items in CSV with a header row: the first column is the item's id, the others
 * are properties, `a|b` being two values of one and an empty field none.
 *
 * @throws {InputError} where quotes are out of order or a row has no id or too
 * many fields.
 */
export async function catalogueCsv(
  text: string,
  { name, separator }: CatalogueCsvOptions,
): Promise<CatalogueItems> {
  const [header = [], ...rows] = await csvParse(text, separator).catch(
    (cause) => {
      throw new InputError(`${name} is no whole CSV: ${cause.message}`, {
        cause,
      });
    },
  );
  const names = header.slice(1);
  const items = new Map<string, Record<string, string | string[] | null>>();
  rows.forEach(([id = "", ...fields], at) => {
    if (id === "" || fields.length > names.length) {
      const found = id === ""
        ? "no id of an item"
        : `${fields.length + 1} fields`;
      throw new InputError(
        `${name}, row ${at + 2}: ${found}, ${header.join(", ")} are wanted`,
      );
    }
    items.set(
      id,
      Object.fromEntries(
        names.map((property, column) => [property, values(fields[column])]),
      ),
    );
  });
  return items;
}

function values(field = ""): string | string[] | null {
  if (field === "") return null;
  if (!field.includes(SEVERAL)) return field;
  return field.split(SEVERAL).filter((value) => value !== "");
}
