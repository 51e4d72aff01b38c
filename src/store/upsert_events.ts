import pl from "nodejs-polars";
import type { MysqlSession } from "../mysql/mysql_session.ts";
import { quoteName } from "../mysql/quote_name.ts";
import { columnTypes } from "./column_types.ts";
import { ensureColumns } from "./ensure_columns.ts";
import { numberCopies } from "./number_copies.ts";
import { stageFrame } from "./stage_frame.ts";
import { storeTables } from "./store_tables.ts";
import { type UpsertReport, upsertReport } from "./upsert_report.ts";

/** What tells an event from all others, save its copies. */
const KEYS = ["time", "session", "user", "item", "cart"] as const;
const STAGED = "_staged_events";

/** Rows on their way into the store. */
export interface Incoming {
  /** The events. */
  readonly frame: pl.DataFrame;
  /** Name of their source, for messages. */
  readonly name: string;
}

/**
 * Brings events, a canonical frame, to the server; the function that it gives
 * writes them within a transaction: those that are there already get the values
 * that are new, the others come after them in the order of the frame.
 */
export async function upsertEvents(
  session: MysqlSession,
  dataset: string,
  { frame, name }: Incoming,
): Promise<() => Promise<UpsertReport>> {
  const staged = storable(frame);
  await ensureColumns(session, `${dataset}_events`, columnTypes(staged));
  await stageFrame(session, staged, { table: STAGED, name });
  return async () => {
    const done = await session.run(upsertSql(dataset, staged.columns));
    return upsertReport(done, frame.height);
  };
}

function storable(frame: pl.DataFrame): pl.DataFrame {
  const [, ...others] = KEYS.filter((name) => frame.columns.includes(name));
  return numberCopies(frame, ["time", ...others])
    .withColumns(pl.col("time").cast(pl.Datetime("ms")).alias("time"));
}

function upsertSql(dataset: string, columns: readonly string[]): string {
  const names = columns.map(quoteName);
  const payload = columns.filter((name) => !IDENTITY.has(name)).map(quoteName);
  // Something must be set; a key's own value changes nothing.
  const updates = [...payload, "`_copy`"].map((it) => `${it} = s.${it}`);
  return `INSERT INTO ${storeTables(dataset).events} (\`_key\`, ${names})
    SELECT ${keySql(columns)}, ${names.map((it) => `s.${it}`)}
    FROM ${quoteName(STAGED)} AS s ORDER BY s.\`_row\`
    ON DUPLICATE KEY UPDATE ${updates}`;
}

const IDENTITY: ReadonlySet<string> = new Set([...KEYS, "_copy"]);

/** QUOTE tells a null from a text, and where each text ends. */
function keySql(columns: readonly string[]): string {
  const parts = [...KEYS, "_copy"].map((name) =>
    columns.includes(name) ? `QUOTE(s.${quoteName(name)})` : "'NULL'"
  );
  return `UNHEX(MD5(CONCAT_WS(',', ${parts.join(", ")})))`;
}
