import type { CheckReport } from "./check_log.ts";

/** What came of a check, in a sentence. */
export function checkVerdict(
  { rows, errors, warnings }: Pick<CheckReport, "rows" | "errors" | "warnings">,
): string {
  if (errors + warnings === 0) {
    return `Nothing is wrong with ${rows.toLocaleString("en")} rows.`;
  }
  const count = (many: number, what: string) =>
    `${many} ${what}${many === 1 ? "" : "s"}`;
  return `${count(errors, "error")} and ${count(warnings, "warning")} in ${
    rows.toLocaleString("en")
  } rows.`;
}
