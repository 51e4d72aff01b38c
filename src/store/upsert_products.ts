import pl from "nodejs-polars";
import { InputError } from "../errors.ts";
import type { MysqlSession } from "../mysql/mysql_session.ts";
import { quoteName } from "../mysql/quote_name.ts";
import { columnTypes } from "./column_types.ts";
import { ensureColumns } from "./ensure_columns.ts";
import { stageFrame } from "./stage_frame.ts";
import { storeTables } from "./store_tables.ts";
import type { Incoming } from "./upsert_events.ts";
import { type UpsertReport, upsertReport } from "./upsert_report.ts";

const STAGED = "_staged_products";
const KEYS = ["item", "since", "known"] as const;
const RESERVED = new Set(["valid_from", "valid_to"]);

/** Valid until further notice. */
const FOREVER = "'9999-12-31 23:59:59.999'";

/**
 * Brings versions of products (`item`, `since` and `known` in milliseconds, and
 * features) to the server; the function that it gives writes them within a
 * transaction. A version that is there, of the same item, since the same time
 * and known since the same time, gets the values that are new.
 *
 * Of what is known at a time, the version that holds since last is the one to
 * go by, and of several since the same time the one that was known last. So a
 * version is valid from when it holds *and* is known (a late correction does
 * not change what was known before it came) until a later one in this order is.
 */
export async function upsertProducts(
  session: MysqlSession,
  dataset: string,
  { frame, name }: Incoming,
): Promise<() => Promise<UpsertReport>> {
  const reserved = frame.columns.find((it) => RESERVED.has(it));
  if (reserved !== undefined) {
    throw new InputError(
      `${name}: no feature may be called "${reserved}", which the store sets`,
    );
  }
  const staged = frame.withColumns(
    ...["since", "known"].map((it) => pl.col(it).cast(pl.Datetime("ms"))),
  );
  await ensureColumns(session, `${dataset}_products`, columnTypes(staged));
  await stageFrame(session, staged, { table: STAGED, name });
  return async () => {
    const done = await session.run(upsertSql(dataset, staged.columns));
    await session.run(validitySql(dataset));
    return upsertReport(done, frame.height);
  };
}

function upsertSql(dataset: string, columns: readonly string[]): string {
  const names = columns.map(quoteName);
  const features = columns.filter((name) =>
    !(KEYS as readonly string[]).includes(name)
  ).map(quoteName);
  const updates = [...features, "`since`"].map((it) => `${it} = s.${it}`);
  return `INSERT INTO ${storeTables(dataset).products}
      (${names}, \`valid_from\`, \`valid_to\`)
    SELECT ${names.map((it) => `s.${it}`)},
      GREATEST(s.\`since\`, s.\`known\`), ${FOREVER}
    FROM ${quoteName(STAGED)} AS s ORDER BY s.\`_row\`
    ON DUPLICATE KEY UPDATE ${updates}`;
}

/** Ends each version of the items at hand where a later one becomes valid. */
function validitySql(dataset: string): string {
  const { products } = storeTables(dataset);
  return `UPDATE ${products} AS p JOIN (
      SELECT \`item\`, \`since\`, \`known\`, COALESCE(MIN(\`valid_from\`) OVER (
        PARTITION BY \`item\` ORDER BY \`since\`, \`known\`
        ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING
      ), ${FOREVER}) AS until
      FROM ${products}
      WHERE \`item\` IN (SELECT \`item\` FROM ${quoteName(STAGED)})
    ) AS v ON p.\`item\` = v.\`item\` AND p.\`since\` = v.\`since\`
      AND p.\`known\` = v.\`known\`
    SET p.\`valid_to\` = v.until WHERE p.\`valid_to\` <> v.until`;
}
