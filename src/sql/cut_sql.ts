import type { PrepareParams } from "../config.ts";
import { AFTER_ALL } from "./given_rows.ts";

/** What the canonical events know. */
export interface KnownColumns {
  /** Whether there is a column of sessions. */
  readonly session: boolean;
  /** Whether there is a column of users. */
  readonly user: boolean;
}

/**
 * Brings events into sessions, as cutSessions() does. A session is known by
 * `sid`, by which sessions are in the order of their first appearance, and
 * `piece`, into which it was cut; `n` is the order of its events.
 *
 * @param from A query of usable events.
 * @param keep Columns that later steps look at.
 */
export function cutSelect(
  from: string,
  { known, keep, prepare }: {
    readonly known: KnownColumns;
    readonly keep: readonly string[];
    readonly prepare: PrepareParams;
  },
): string {
  const byUser = prepare.split.by === "leave_one_out";
  const columns = keep.join(", ");
  if (known.session && !(byUser && known.user)) {
    return `SELECT ${columns}, 0 AS piece, ${numbered("session")} ` +
      `FROM (${from}) events`;
  }
  if (known.session) return userOrSession(from, columns);
  const users = `SELECT ${columns}, ${numbered("usr")} ` +
    `FROM (${from}) events WHERE usr IS NOT NULL`;
  if (byUser) return `SELECT *, 0 AS piece FROM (${users}) users`;
  const gapMs = prepare.sessionGapMinutes * 60_000;
  return cutWhere(users, `time - lag(time) OVER visit > ${gapMs}`, columns);
}

/** (a) Cuts sessions after each cart event, as cutAtCart() does. */
export function cutAtCartSelect(
  from: string,
  keep: readonly string[],
): string {
  return cutWhere(
    `SELECT * FROM ${from}`,
    "piece <> lag(piece) OVER visit OR lag(cart) OVER visit = 1",
    keep.join(", "),
  );
}

function numbered(by: string): string {
  return `min(rid) OVER (PARTITION BY ${by}) AS sid, ` +
    `row_number() OVER (PARTITION BY ${by} ORDER BY time, rid) AS n`;
}

/** Known users first, sessions of anonymous ones after them. */
function userOrSession(from: string, columns: string): string {
  const group = `usr, CASE WHEN usr IS NULL THEN session END`;
  const placed =
    `SELECT *, min(rid) OVER (PARTITION BY session) AS of_session ` +
    `FROM (${from}) events`;
  return `SELECT ${columns}, 0 AS piece, CASE WHEN usr IS NULL ` +
    `THEN ${AFTER_ALL} + of_session ` +
    `ELSE min(rid) OVER (PARTITION BY ${group}) END AS sid, ` +
    `row_number() OVER (PARTITION BY ${group} ORDER BY time, rid) AS n ` +
    `FROM (${placed}) placed`;
}

function cutWhere(from: string, isCut: string, columns: string): string {
  const marked = `SELECT ${columns}, sid, n, ` +
    `CASE WHEN ${isCut} THEN 1 ELSE 0 END AS cut ` +
    `FROM (${from}) uncut WINDOW visit AS (PARTITION BY sid ORDER BY n)`;
  return `SELECT ${columns}, sid, n, ` +
    `sum(cut) OVER (PARTITION BY sid ORDER BY n ROWS UNBOUNDED PRECEDING) AS piece ` +
    `FROM (${marked}) marked`;
}
