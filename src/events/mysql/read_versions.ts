import pl from "nodejs-polars";
import type { MysqlSession } from "../../mysql/mysql_session.ts";
import { quoteName } from "../../mysql/quote_name.ts";
import { quoteTable } from "../../mysql/quote_table.ts";
import { JOIN_COLUMNS } from "./join_versions.ts";
import { readFrames, type ReadFramesOptions } from "./read_frames.ts";
import type { MysqlParams } from "./mysql_params.ts";

/**
 * Reads the versions of products as join_versions.ts wants them, all at once:
 * there are far fewer than events.
 *
 * @param options.columns Features that are wanted.
 */
export async function readVersions(
  session: MysqlSession,
  products: NonNullable<MysqlParams["products"]>,
  { columns, ...options }:
    & Pick<ReadFramesOptions, "numbers" | "hash">
    & { readonly columns: readonly string[] },
): Promise<pl.DataFrame> {
  const frames: pl.DataFrame[] = [];
  await readFrames(session, versionsSql(products, columns), {
    ...options,
    name: `MySQL table ${products.table}`,
    onFrame: (frame) => frames.push(frame),
  });
  return pl.concat(frames);
}

function versionsSql(
  products: NonNullable<MysqlParams["products"]>,
  columns: readonly string[],
): string {
  const item = quoteName(products.item);
  const [from, to] = [products.validFrom, products.validTo].map(quoteName);
  const names = JOIN_COLUMNS;
  const selected = [
    `CAST(${item} AS CHAR) AS ${quoteName(names.item)}`,
    `${from} AS ${quoteName(names.from)}`,
    `${to} AS ${quoteName(names.to)}`,
    ...columns.map(quoteName),
  ];
  return `SELECT ${selected.join(", ")}
    FROM ${quoteTable(products.table)}
    WHERE ${item} IS NOT NULL AND (${to} IS NULL OR ${from} < ${to})
    ORDER BY ${from}, ${item}`;
}
