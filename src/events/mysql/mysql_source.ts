import { createHash } from "node:crypto";
import { InputError } from "../../errors.ts";
import type { Field } from "../../mysql/driver.ts";
import { MysqlClient } from "../../mysql/mysql_client.ts";
import type { MysqlSession } from "../../mysql/mysql_session.ts";
import type { MysqlSettings } from "../../mysql/mysql_settings.ts";
import { quoteTable } from "../../mysql/quote_table.ts";
import { concatEvents } from "../concat_events.ts";
import type { Events, EventSource } from "../event_source.ts";
import { requireEvents } from "../require_events.ts";
import { checkVersions } from "./check_versions.ts";
import { readChunks } from "./read_chunks.ts";
import type { MysqlParams } from "./mysql_params.ts";
import { selectEvents } from "./select_events.ts";

/** Options of {@link mysqlSource}. */
export interface MysqlSourceOptions {
  /** Which server, and who asks. */
  readonly settings: MysqlSettings;
  /** Read instead of the table or query that the parameters name. */
  readonly table?: string | undefined;
}

/**
 * Events in a table of a MySQL (or MariaDB) server, or in the rows of a query,
 * with features of products as they were known at the event's time.
 *
 * Only reading tells what would be read, so the digest reads too, and the next
 * `read` gives what was read then: both speak of the same rows.
 *
 * @throws {InputError} where neither a table nor a query is named.
 */
export function mysqlSource(
  params: MysqlParams,
  { settings, table }: MysqlSourceOptions,
): EventSource {
  const { from, name } = origin(params, table);
  let waiting: Promise<DigestedEvents> | undefined;
  let known: string | undefined;
  const start = () => {
    const read = readWhole(params, { settings, from, name });
    read.then(({ digest }) => known = digest, () => waiting = undefined);
    return read;
  };
  return {
    name,
    digest: async () => known ?? (await (waiting ??= start())).digest,
    read: async () => {
      const { events } = await (waiting ??= start());
      waiting = undefined;
      return events;
    },
    parts: async (onPart) => {
      known = await readParts(params, { settings, from, name, onPart });
    },
  };
}

/** Events, and the digest of the rows that they were made of. */
interface DigestedEvents {
  readonly events: Events;
  /** SHA-256 in hex. */
  readonly digest: string;
}

interface Origin {
  /** SQL for FROM. */
  readonly from: string;
  readonly name: string;
}

function origin({ query, table }: MysqlParams, given?: string): Origin {
  const named = given ?? table;
  if (named !== undefined) {
    return { from: quoteTable(named), name: `MySQL table ${named}` };
  }
  if (query !== undefined) {
    const select = query.trim().replace(/;$/, "");
    return { from: `(\n${select}\n)`, name: "MySQL query" };
  }
  throw new InputError(
    "--input is missing: a table is wanted, as the preset names none",
  );
}

interface ReadOptions extends Origin {
  readonly settings: MysqlSettings;
}

async function readWhole(
  params: MysqlParams,
  options: ReadOptions,
): Promise<DigestedEvents> {
  const parts: Events[] = [];
  const digest = await readParts(params, {
    ...options,
    onPart: (part, at) => {
      if (at === 0) parts.length = 0;
      parts.push(part);
    },
  });
  const events = requireEvents(concatEvents(parts), options.name);
  return { events, digest };
}

/** Reads in one transaction; gives the digest of what was read. */
async function readParts(
  params: MysqlParams,
  { settings, from, name, onPart }: ReadOptions & {
    readonly onPart: (part: Events, at: number) => void;
  },
): Promise<string> {
  const client = await MysqlClient.open(settings);
  try {
    // Begun again where the connection is lost.
    const digest = await client.run((session) =>
      session.transaction(async () => {
        const sql = await prepareSelect(session, params, { from, name });
        let at = 0;
        return await readChunks(session, sql, {
          ...{ params, name },
          onPart: (part) => onPart(part, at++),
        });
      }, { readOnly: true })
    );
    return createHash("sha256").update(JSON.stringify(params))
      .update(digest).digest("hex");
  } finally {
    await client.close();
  }
}

async function prepareSelect(
  session: MysqlSession,
  params: MysqlParams,
  { from, name }: Origin,
): Promise<string> {
  const fields = await fieldsOf(session, from);
  const { products } = params;
  const productFields = products &&
    await fieldsOf(session, quoteTable(products.table));
  const sql = selectEvents(params, { from, fields, productFields, name });
  if (products !== undefined) await checkVersions(session, products);
  return sql;
}

/** The columns of what stands in FROM. */
async function fieldsOf(
  session: MysqlSession,
  from: string,
): Promise<readonly Field[]> {
  let found: readonly Field[] = [];
  await session.each(`SELECT * FROM ${from} AS it LIMIT 0`, {
    onFields: (fields) => found = fields,
    onRow: () => {},
  });
  return found;
}
