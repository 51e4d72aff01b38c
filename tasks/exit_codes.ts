/**
 * Exit codes by which a scheduler tells how a stage ended, beside 0 (done), 2
 * (what the user got wrong) and 130 (interrupted).
 */
export const EXIT_CODES = {
  /** What was looked for was found: drift, or data that break their schema. */
  found: 3,
  /** A model did not pass the gates: the champion stays. */
  refused: 4,
  /** Another process is at the same work. */
  busy: 5,
} as const;
