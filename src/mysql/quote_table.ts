import { quoteName } from "./quote_name.ts";

/**
 * A table's name as SQL text, with or without its database: `events` or
 * `shop.events`.
 *
 * @throws {InputError} where MySQL allows no such name.
 */
export function quoteTable(name: string): string {
  const dot = name.indexOf(".");
  if (dot < 0) return quoteName(name);
  return `${quoteName(name.slice(0, dot))}.${quoteName(name.slice(dot + 1))}`;
}
