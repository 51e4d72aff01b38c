import type { PrepareParams } from "../config.ts";

/**
 * The sessions of each split: `part` (a split's name), `sid` and `piece`, `usr`
 * (of the first event), `events` (how many of its events the split has) and
 * `session`, numbered from 0 in each part. Sessions without a target are absent.
 *
 * @param from Table of sessions: `sid`, `piece`, `usr`, `last_time`, `events`
 * and `last_cart`.
 */
export function splitSelect(
  from: string,
  { split, task }: Pick<PrepareParams, "split" | "task">,
): string {
  const ordered = `SELECT *, ` +
    `row_number() OVER (ORDER BY last_time, sid, piece) - 1 AS s FROM ${from}`;
  const parts = split.by === "leave_one_out"
    ? leaveOneOut(ordered)
    : split.by === "original"
    ? original(ordered, from, split)
    : byTime(ordered, from, split);
  const cart = task === "cart" ? " AND last_cart = 1" : "";
  return `SELECT part, sid, piece, usr, events, ` +
    `row_number() OVER (PARTITION BY part ORDER BY s) - 1 AS session ` +
    `FROM (${parts}) parts WHERE events >= 2${cart}`;
}

/** Whether an event, the `k`-th of its session's, is to be predicted. */
export function targetSql({ split, task }: PrepareParams): string {
  if (split.by === "leave_one_out") {
    return `CASE WHEN part = 'train' THEN k > 1 ELSE k = events END`;
  }
  return task === "next" ? "k > 1" : "k = events";
}

function byTime(
  ordered: string,
  from: string,
  { test, validation }: PrepareParams["split"],
): string {
  const total = `(SELECT count(*) FROM ${from})`;
  const first = `${total} - ${heldOut(total, test)}`;
  return `SELECT *, CASE WHEN s < ${first} - ${
    heldOut(total, validation)
  } THEN 'train' WHEN s < ${first} THEN 'validation' ELSE 'test' END AS part ` +
    `FROM (${ordered}) ordered`;
}

/** As splitOriginal() does. */
function original(
  ordered: string,
  from: string,
  { test, validation }: PrepareParams["split"],
): string {
  const anonymous = `(SELECT count(*) FROM ${from} WHERE usr IS NULL)`;
  const marked = `SELECT *, CASE WHEN row_number() OVER ` +
    `(PARTITION BY usr ORDER BY s DESC) <= CASE WHEN usr IS NULL THEN ${
      heldOut(anonymous, test)
    } ELSE 1 END THEN 1 ELSE 0 END AS is_test FROM (${ordered}) ordered`;
  const placed = `SELECT *, ` +
    `row_number() OVER (PARTITION BY is_test ORDER BY s) - 1 AS place, ` +
    `count(*) OVER (PARTITION BY is_test) AS total FROM (${marked}) marked`;
  return `SELECT *, CASE WHEN is_test = 1 THEN 'test' WHEN place < total - ${
    heldOut("total", validation)
  } THEN 'train' ELSE 'validation' END AS part FROM (${placed}) placed`;
}

function leaveOneOut(ordered: string): string {
  return Object.entries({ train: 2, validation: 1, test: 0 })
    .map(([part, less]) =>
      `SELECT sid, piece, usr, s, last_cart, events - ${less} AS events, ` +
      `'${part}' AS part FROM (${ordered}) ${part}`
    ).join(" UNION ALL ");
}

/** At least one session where anything is to be held out. */
function heldOut(sessions: string, share: number): string {
  if (share === 0) return "0";
  return `greatest(1, CAST(floor(${sessions} * CAST('${share}' AS DOUBLE) + 0.5) AS BIGINT))`;
}
