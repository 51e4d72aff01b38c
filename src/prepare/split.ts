import type pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";
import { int32Column, keepRows } from "./columns.ts";
import { dropUntargeted, markTargets } from "./mark_targets.ts";
import { orderSessions } from "./order_sessions.ts";
import { sessionOffsets } from "./session_offsets.ts";

/** Frames of coded events with the column `target`, sessions in time order. */
export interface Splits {
  /** The training split. */
  readonly train: pl.DataFrame;
  /** The split that is chosen by. */
  readonly validation: pl.DataFrame;
  /** The split that is reported on. */
  readonly test: pl.DataFrame;
}

/** How events are split, and what is predicted. */
export type SplitParams = Pick<PrepareParams, "split" | "task">;

/**
 * Splits clean events before anything is fitted, and marks what is to be
 * predicted. Every session that is left has a target.
 *
 * @param given The events of a given test set, cleaned or with `target`.
 * @throws {InputError} where nothing is left to train on.
 */
export function split(
  frame: pl.DataFrame,
  { split: { by, validation, test }, task }: SplitParams,
  given?: pl.DataFrame,
): Splits {
  const ordered = orderSessions(frame);
  if (by === "leave_one_out") return leaveOneOut(ordered, task);
  const splits = by === "given"
    ? splitGiven(ordered, { validation, given })
    : by === "original"
    ? splitOriginal(ordered, { validation, test })
    : splitByTime(ordered, { validation, test });
  const mark = (part: pl.DataFrame) => markTargets(part, { targets: task });
  return checkTrain({
    train: mark(splits.train),
    validation: mark(splits.validation),
    test: splits.test.columns.includes("target")
      ? dropUntargeted(splits.test)
      : mark(splits.test),
  });
}

interface Shares {
  readonly validation: number;
  readonly test: number;
}

function splitByTime(frame: pl.DataFrame, shares: Shares): Splits {
  const offsets = sessionOffsets(frame);
  const sessions = offsets.length - 1;
  const test = heldOut(sessions, shares.test);
  const validation = heldOut(sessions, shares.validation);
  const [first, second] = [sessions - test - validation, sessions - test];
  const between = (from: number, to: number) => {
    const start = offsets[Math.max(0, from)]!;
    return frame.slice(start, offsets[Math.max(0, to)]! - start);
  };
  return {
    train: between(0, first),
    validation: between(first, second),
    test: between(second, sessions),
  };
}

/** At least one session where anything is to be held out. */
function heldOut(sessions: number, share: number): number {
  return share === 0 ? 0 : Math.max(1, Math.round(sessions * share));
}

function splitGiven(
  frame: pl.DataFrame,
  { validation, given }: { validation: number; given?: pl.DataFrame },
): Splits {
  if (given === undefined) {
    throw new InputError(NO_TEST_SET);
  }
  const { train, validation: held } = splitByTime(frame, {
    validation,
    test: 0,
  });
  return { train, validation: held, test: orderSessions(given) };
}

/**
 * The original's rule: of a known user the last session is test; of the
 * anonymous sessions, in order, the last share. Validation is the end of what
 * remains.
 */
function splitOriginal(frame: pl.DataFrame, shares: Shares): Splits {
  const offsets = sessionOffsets(frame);
  const isTest = new Uint8Array(offsets.length - 1);
  const anonymous: number[] = [];
  const lastOfUser = new Map<number, number>();
  const user = frame.columns.includes("user")
    ? int32Column(frame, "user")
    : undefined;
  for (let s = 0; s < isTest.length; s++) {
    const code = user?.[offsets[s]!] ?? -1;
    if (code < 0) anonymous.push(s);
    else lastOfUser.set(code, s);
  }
  for (const s of lastOfUser.values()) isTest[s] = 1;
  const count = heldOut(anonymous.length, shares.test);
  for (const s of anonymous.slice(anonymous.length - count)) isTest[s] = 1;
  const rows = new Uint8Array(frame.height);
  isTest.forEach((mark, s) => rows.fill(mark, offsets[s]!, offsets[s + 1]!));
  const rest = keepRows(frame, rows.map((mark) => 1 - mark));
  return {
    ...splitByTime(rest, { ...shares, test: 0 }),
    test: keepRows(frame, rows),
  };
}

/**
 * Test predicts a session's last event, validation the one before it, training
 * everything before those.
 */
function leaveOneOut(frame: pl.DataFrame, task: string): Splits {
  if (task === "cart") {
    throw new InputError(
      "Parameter prepare.task is cart, next is wanted where prepare.split.by is leave_one_out",
    );
  }
  const offsets = sessionOffsets(frame);
  const without = (last: number) => {
    const keep = new Uint8Array(frame.height);
    for (let s = 1; s < offsets.length; s++) {
      const [start, end] = [offsets[s - 1]!, offsets[s]! - last];
      if (end > start) keep.fill(1, start, end);
    }
    return keepRows(frame, keep);
  };
  return checkTrain({
    train: markTargets(without(2), { targets: "next" }),
    validation: markTargets(without(1), { targets: "last" }),
    test: markTargets(frame, { targets: "last" }),
  });
}

/** What to say where a test set is to be given, and none is. */
export const NO_TEST_SET: string =
  "Parameter prepare.split.by is given, so a test set is wanted: --test FILE";

/** What to say where the training split is empty. */
export const NOTHING_TO_TRAIN: string =
  "No session with something to predict is left to train on: more events, " +
  "or a smaller prepare.split.test and prepare.split.validation, are wanted";

function checkTrain(splits: Splits): Splits {
  if (splits.train.height > 0) return splits;
  throw new InputError(NOTHING_TO_TRAIN);
}
