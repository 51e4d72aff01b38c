import { InputError } from "../errors.ts";
import type { StepReport } from "./step_report.ts";

/** What to say where cleaning, up to the last of these steps, leaves no session. */
export function nothingLeft(reports: readonly StepReport[]): InputError {
  const worst = reports.reduce((a, b) => b.dropped > a.dropped ? b : a);
  return new InputError(
    `No session is left after cleaning: step ${worst.step} dropped the most, ` +
      `${worst.dropped} of ${worst.rowsBefore} events (${worst.reason})`,
  );
}
