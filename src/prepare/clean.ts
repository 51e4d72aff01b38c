import type pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import { checkCleaningNames } from "./check_cleaning_names.ts";
import { cleaningSteps } from "./cleaning_steps.ts";
import type { CodedEvents } from "./code_events.ts";
import { int32Column, takeRows, withColumn } from "./columns.ts";
import { fillUnknown } from "./fill_unknown.ts";
import { nothingLeft } from "./nothing_left.ts";
import { releaseFrames } from "./release_frames.ts";
import { sessionOffsets } from "./session_offsets.ts";
import type { StepReport } from "./step_report.ts";

/** Options of {@link clean}. */
export interface CleanOptions {
  /** Called after each step. */
  readonly onStep?: (report: StepReport) => void;
}

/**
 * Cleans events in the order of the original system, (a) to (j), each step by
 * its own switch. Anonymous users (e) and texts as numbers (f) are seen to when
 * the events are read and coded; unknown categories (d) are filled at the end,
 * for no step after it looks at them.
 *
 * @throws {InputError} where a parameter names a column that is not there, or
 * where no session is left.
 */
export async function clean(
  events: CodedEvents,
  params: PrepareParams,
  { onStep }: CleanOptions = {},
): Promise<CodedEvents> {
  checkCleaningNames(events, params);
  let frame = selectKeys(events, params);
  const reports: StepReport[] = [];
  for (const step of cleaningSteps(params)) {
    const after = step.apply(frame);
    const report = {
      step: step.name,
      rowsBefore: frame.height,
      rowsAfter: after.height,
      dropped: frame.height - after.height,
      sessionsAfter: sessionOffsets(after).length - 1,
      reason: step.reason,
    };
    reports.push(report);
    onStep?.(report);
    if (after.height === 0) throw nothingLeft(reports);
    frame = after;
    await releaseFrames(report.rowsBefore);
  }
  return dropKeys({
    ...events,
    frame: fillUnknown(addPayload(frame, events.frame), events),
  });
}

/** Where a row stood before cleaning. */
const ROW = "row before";

/**
 * Only the columns that cleaning looks at: the others are fetched at its end,
 * for the rows that are left.
 */
function selectKeys(
  { frame }: CodedEvents,
  { require, uniqueInSession, split }: PrepareParams,
): pl.DataFrame {
  const cutsByUser = split.by === "leave_one_out" ||
    !frame.columns.includes("session");
  const keys = new Set([
    ...["session", "time", "item", "cart"],
    ...(cutsByUser ? ["user"] : []),
    ...require,
    ...uniqueInSession,
  ]);
  const rows = new Int32Array(frame.height);
  for (let row = 0; row < rows.length; row++) rows[row] = row;
  return withColumn(
    frame.select(...frame.columns.filter((name) => keys.has(name))),
    ROW,
    rows,
  );
}

function addPayload(clean: pl.DataFrame, all: pl.DataFrame): pl.DataFrame {
  const rest = all.columns.filter((name) => !clean.columns.includes(name));
  const keys = clean.drop(ROW);
  if (rest.length === 0) return keys;
  const rows = Uint32Array.from(int32Column(clean, ROW));
  return keys.withColumns(
    ...takeRows(all.select(...rest), rows).getColumns(),
  );
}

/** Keys have done their work. */
function dropKeys(events: CodedEvents): CodedEvents {
  const { frame, keys, values } = events;
  const isKept = (name: string) => !keys.includes(name);
  return {
    ...events,
    frame: frame.select(...frame.columns.filter(isKept)),
    values: Object.fromEntries(
      Object.entries(values).filter(([name]) => isKept(name)),
    ),
    keys: [],
  };
}
