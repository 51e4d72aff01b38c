import { InputError } from "../../errors.ts";
import type { MysqlSession } from "../../mysql/mysql_session.ts";
import { quoteName } from "../../mysql/quote_name.ts";
import { quoteTable } from "../../mysql/quote_table.ts";
import type { MysqlParams } from "./mysql_params.ts";

/**
 * Sees to it that at no time two versions of a product are valid: an event
 * would be read twice.
 *
 * @throws {InputError} naming a product that has two.
 */
export async function checkVersions(
  session: MysqlSession,
  products: NonNullable<MysqlParams["products"]>,
): Promise<void> {
  const [item, from, to] = [
    products.item,
    products.validFrom,
    products.validTo,
  ].map(quoteName);
  const [found] = await session.rows<{ item: unknown; since: string }>(
    `SELECT item, since FROM (
       SELECT ${item} AS item, ${from} AS since, ${to} AS until,
         LEAD(${from}) OVER (PARTITION BY ${item} ORDER BY ${from}) AS next
       FROM ${quoteTable(products.table)}
       WHERE ${to} IS NULL OR ${from} < ${to}
     ) AS versions
     WHERE next IS NOT NULL AND (until IS NULL OR next < until) LIMIT 1`,
  );
  if (found === undefined) return;
  throw new InputError(
    `MySQL table ${products.table}: the version of "${found.item}" from ` +
      `${found.since} on is still valid when the next one begins`,
  );
}
