import pl from "nodejs-polars";
import {
  codeCount,
  float64Column,
  int32Column,
  takeRows,
  withColumn,
} from "./columns.ts";

/** Options of {@link cutSessions}. */
export interface CutSessionsOptions {
  /** Inactivity that ends a session, in minutes; where there is no column `session`. */
  readonly gapMinutes: number;
  /**
   * A known user's whole history is one session, as leaving one event out of
   * each user wants it.
   *
   * @default {false}
   */
  readonly byUser?: boolean;
}

/**
 * Brings the rows of a session together, in time order (in the source's where
 * times are equal), sessions by first appearance. Where there is no column
 * `session`, one is made: a user's events, cut where nothing happened for
 * longer than the gap; events of nobody belong to no session and go.
 */
export function cutSessions(
  frame: pl.DataFrame,
  options: CutSessionsOptions,
): pl.DataFrame {
  const hasSession = frame.columns.includes("session");
  if (hasSession && options.byUser !== true) {
    return sortRows(frame, int32Column(frame, "session"));
  }
  if (hasSession && !frame.columns.includes("user")) {
    return sortRows(frame, int32Column(frame, "session"));
  }
  if (hasSession) return sortRows(frame, userOrSession(frame));
  const known = frame.filter(pl.col("user").gtEq(pl.lit(0)));
  const byUser = sortRows(known, int32Column(known, "user"));
  return options.byUser === true
    ? byUser
    : withColumn(byUser, "session", cutAtGaps(byUser, options.gapMinutes));
}

/** The frame with `key` as its session, its rows together and in time order. */
function sortRows(frame: pl.DataFrame, key: Int32Array): pl.DataFrame {
  const order = rowOrder(key, float64Column(frame, "time"));
  const keyed = withColumn(frame, "session", key);
  return order === undefined ? keyed : takeRows(keyed, order);
}

/** Known users by their code, sessions of anonymous ones after them. */
function userOrSession(frame: pl.DataFrame): Int32Array {
  const user = int32Column(frame, "user");
  const session = int32Column(frame, "session");
  const users = codeCount(user);
  return user.map((code, row) => code >= 0 ? code : users + session[row]!);
}

/**
 * Positions of the rows sorted by key (small whole numbers, by counting), then
 * time, then position; undefined where they are sorted already.
 */
function rowOrder(
  key: Int32Array,
  time: Float64Array,
): Uint32Array | undefined {
  if (isSorted(key, time)) return undefined;
  const keys = codeCount(key);
  const ends = new Uint32Array(keys + 1);
  for (let row = 0; row < key.length; row++) ends[key[row]! + 1]!++;
  for (let code = 0; code < keys; code++) ends[code + 1]! += ends[code]!;
  const order = new Uint32Array(key.length);
  for (let row = 0; row < key.length; row++) order[ends[key[row]!]!++] = row;
  let start = 0;
  for (let code = 0; code < keys; code++) {
    const end = ends[code]!;
    if (!isInTimeOrder(order, { start, end, time })) {
      order.subarray(start, end).sort((a, b) => time[a]! - time[b]! || a - b);
    }
    start = end;
  }
  return order;
}

function isSorted(key: Int32Array, time: Float64Array): boolean {
  for (let row = 1; row < key.length; row++) {
    const step = key[row]! - key[row - 1]!;
    if (step < 0 || (step === 0 && time[row]! < time[row - 1]!)) return false;
  }
  return true;
}

function isInTimeOrder(
  rows: Uint32Array,
  { start, end, time }: { start: number; end: number; time: Float64Array },
): boolean {
  for (let i = start + 1; i < end; i++) {
    if (time[rows[i]!]! < time[rows[i - 1]!]!) return false;
  }
  return true;
}

function cutAtGaps(frame: pl.DataFrame, gapMinutes: number): Int32Array {
  const user = int32Column(frame, "session");
  const time = float64Column(frame, "time");
  const session = new Int32Array(user.length);
  for (let row = 1; row < user.length; row++) {
    const isCut = user[row] !== user[row - 1] ||
      time[row]! - time[row - 1]! > gapMinutes * 60_000;
    session[row] = session[row - 1]! + (isCut ? 1 : 0);
  }
  return session;
}
