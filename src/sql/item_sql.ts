import { UNKNOWN } from "../features/unknown.ts";

/** Sessions before one come before it, however many events they have. */
const SESSION = 2 ** 31;

/**
 * All items by `value`, and their `code`: 0, 1, 2, … by first appearance, as
 * codeEvents() numbers them.
 *
 * @param from A query of usable events.
 */
export function itemCodesSelect(from: string): string {
  return `SELECT item AS value, ` +
    `row_number() OVER (ORDER BY min(rid)) - 1 AS code ` +
    `FROM (${from}) events GROUP BY item`;
}

/**
 * What the events of each split say of each item: a row for each with the last
 * value of each property, null where none is known.
 *
 * @param from Table of the events of all splits.
 */
export function itemPropertiesSelect(
  from: string,
  { categories, numbers }: {
    readonly categories: readonly { readonly column: string }[];
    readonly numbers: readonly string[];
  },
): string {
  const place = `CAST(session AS BIGINT) * ${SESSION} + k`;
  const last = (column: string, isKnown: string) =>
    `max_by(${column}, CASE WHEN ${isKnown} THEN ${place} END) AS ${column}`;
  const columns = [
    "part",
    "item",
    ...categories.map(({ column }) =>
      last(column, `CAST(${column} AS STRING) <> '${UNKNOWN}'`)
    ),
    ...numbers.map((it) => last(`n_${it}`, `n_${it} IS NOT NULL`)),
  ];
  return `SELECT ${columns.join(", ")} FROM ${from} GROUP BY part, item`;
}
