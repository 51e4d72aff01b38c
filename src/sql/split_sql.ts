import type { PrepareParams } from "../config.ts";
import { AFTER_ALL } from "./given_rows.ts";

/** Options of {@link splitSelect} and {@link targetSql}. */
export interface SplitSqlOptions extends Pick<PrepareParams, "split" | "task"> {
  /**
   * Whether a given test set says what is to be predicted. Sessions then have
   * `marked`, 1 where that is anything but their first event.
   *
   * @default {false}
   */
  readonly marked?: boolean;
}

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
  { split, task, marked = false }: SplitSqlOptions,
): string {
  const cart = task === "cart" ? " AND last_cart = 1" : "";
  const holds = `events >= 2${cart}`;
  return `SELECT part, sid, piece, usr, events, ` +
    `row_number() OVER (PARTITION BY part ORDER BY s) - 1 AS session ` +
    `FROM (${placeSessions(from, split)}) parts WHERE ${
      marked
        ? `CASE WHEN marked IS NULL THEN ${holds} ELSE marked = 1 END`
        : holds
    }`;
}

function placeSessions(from: string, split: PrepareParams["split"]): string {
  switch (split.by) {
    case "leave_one_out":
      return leaveOneOut(inOrder(from));
    case "original":
      return original(inOrder(from), from, split);
    case "given":
      return given(from, split);
    case "time":
      return byTime(inOrder(from), from, split);
  }
}

function inOrder(from: string): string {
  return `SELECT *, ` +
    `row_number() OVER (ORDER BY last_time, sid, piece) - 1 AS s FROM ${from}`;
}

/** Whether an event, the `k`-th of its session's, is to be predicted. */
export function targetSql(
  { split, task, marked = false }: SplitSqlOptions,
): string {
  if (split.by === "leave_one_out") {
    return `CASE WHEN part = 'train' THEN k > 1 ELSE k = events END`;
  }
  const holds = task === "next" ? "k > 1" : "k = events";
  if (!marked) return holds;
  return `CASE WHEN events.target IS NULL THEN ${holds} ` +
    `ELSE k > 1 AND events.target = 1 END`;
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

/** The end of what was learned from is validation; whatever was given is test. */
function given(from: string, split: PrepareParams["split"]): string {
  const where = (is: string) =>
    `(SELECT * FROM ${from} WHERE sid ${is} ${AFTER_ALL}) chosen`;
  const learned = where("<");
  const parts = byTime(inOrder(learned), learned, { ...split, test: 0 });
  return `${parts} UNION ALL ` +
    `SELECT *, 'test' AS part FROM (${inOrder(where(">"))}) tested`;
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
