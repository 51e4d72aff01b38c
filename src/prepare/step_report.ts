/** What one step of preparing dropped. */
export interface StepReport {
  readonly step: string;
  readonly rowsBefore: number;
  readonly rowsAfter: number;
  readonly dropped: number;
  /** Sessions that are left. */
  readonly sessionsAfter: number;
  /** Why the step drops what it drops. */
  readonly reason: string;
}
