/**
 * Stands in for `@std/csv` where JSR is out of reach: the same name with the
 * same result, by npm's csv-parse.
 */
import { parse as parseSync } from "csv-parse/sync";

/**
 * Parses CSV text (RFC 4180) into rows of texts, the header row included. Blank
 * lines are skipped and rows may differ in length.
 *
 * @throws {Error} naming the line where quotes are out of order.
 */
export function parse(
  text: string,
  options: { readonly separator: string },
): string[][] {
  return parseSync(text, {
    delimiter: options.separator,
    relax_column_count: true,
    skip_empty_lines: true,
  });
}
