import pl from "nodejs-polars";
import type { CheckReport } from "./check_log.ts";

/** A log parted in two: nothing is lost, nothing is in both. */
export interface QuarantinedLog {
  /** Rows without a fault. */
  readonly kept: pl.DataFrame;
  /** The others, with the column {@link REASON}. */
  readonly quarantined: pl.DataFrame;
}

/** Which rules a row is against, in words. */
export const REASON = "quarantine_reason";

/**
 * Parts a raw log by the errors of a report: rows that are at fault go, with
 * what they are at fault for. Faults of the log as a whole stay with it.
 *
 * @param raw The rows that were checked, in their order.
 */
export function quarantine(
  raw: pl.DataFrame,
  { anomalies }: CheckReport,
): QuarantinedLog {
  const reasons = new Array<string | null>(raw.height).fill(null);
  for (const { rule, column, marks, severity } of anomalies) {
    if (marks === undefined || severity !== "error") continue;
    const reason = column === undefined ? rule : `${rule}: ${column}`;
    for (let row = marks.indexOf(1); row >= 0;) {
      const others = reasons[row];
      reasons[row] = others === null ? reason : `${others}; ${reason}`;
      row = marks.indexOf(1, row + 1);
    }
  }
  const marked = raw.withColumns(pl.Series(REASON, reasons, pl.Utf8));
  const kept = marked.filter(pl.col(REASON).isNull()).drop(REASON);
  const quarantined = marked.filter(pl.col(REASON).isNotNull());
  if (kept.height + quarantined.height !== raw.height) {
    throw new RangeError("Cannot part a log: rows were lost");
  }
  return { kept, quarantined };
}
