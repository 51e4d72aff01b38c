import { z } from "zod";

/** What a log is checked for; src/checks says how each is told. */
export const CHECK_RULES = {
  /** The file is cut off, damaged, or no such file. */
  "unreadable": "error",
  /** Its last row lacks its end. */
  "truncated": "error",
  "missing column": "error",
  /** A value that is no number, or no time. */
  "wrong type": "error",
  "missing values": "error",
  "out of range": "error",
  /** The middle of a column's numbers is another one: another unit, currency. */
  "scale": "error",
  "future time": "error",
  "old time": "error",
  /** Nothing newer than what training has seen. */
  "stale": "error",
  "unknown value": "error",
  "vanished value": "warning",
  /** Texts that were read in another encoding than they were written in. */
  "damaged text": "error",
  "constant": "error",
  "swapped columns": "error",
  "duplicate rows": "error",
  /** A session that no customer has: a robot. */
  "long session": "warning",
  "dominating item": "warning",
  "new items": "warning",
  "volume": "error",
  "time zone": "warning",
} as const;

/** What a fault is called. */
export type CheckRule = keyof typeof CHECK_RULES;

/** An error ends a check with exit code 3, a warning is shown. */
const severity = z.enum(["error", "warning", "ignore"]);
/** What is done about a broken rule. */
export type CheckSeverity = z.infer<typeof severity>;

const rules = Object.keys(CHECK_RULES) as CheckRule[];

/** Checks the parameters of checking a log. */
export const checkParamsSchema = z.strictObject({
  /** How bad a fault is, by rule: `{"volume": "warning"}`. */
  severity: z.partialRecord(z.enum(rules), severity).default({}),
  /** Rows shown of each fault. */
  examples: z.int().min(0).default(3),
});
