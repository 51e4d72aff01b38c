type Csv = typeof import("./csv_npm.ts");

/**
 * Not a literal in import(), or Deno would ask for it whenever a program starts
 * that might read CSV: where JSR is out of reach, that takes its time.
 */
const STD_CSV: string = "@std/csv";

/**
 * Parses CSV text (RFC 4180) into rows of texts, the header row included. Blank
 * lines are skipped and rows may differ in length. For files that fit into
 * memory as text: `@std/csv`, or npm's csv-parse where JSR is out of reach.
 *
 * @param separator One character.
 * @throws {Error} where quotes are out of order.
 */
export async function csvParse(
  text: string,
  separator: string,
): Promise<string[][]> {
  const { parse } = await (import(STD_CSV) as Promise<Csv>)
    .catch(() => import("./csv_npm.ts"));
  return parse(text, { separator });
}
