/** What one step of preparing dropped. */
export interface StepReport {
  /** The step's name. */
  readonly step: string;
  /** Rows before it. */
  readonly rowsBefore: number;
  /** Rows that are left. */
  readonly rowsAfter: number;
  /** Rows that it dropped. */
  readonly dropped: number;
  /** Sessions that are left. */
  readonly sessionsAfter: number;
  /** Why the step drops what it drops. */
  readonly reason: string;
}
