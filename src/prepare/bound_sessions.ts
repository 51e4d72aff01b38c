import type pl from "nodejs-polars";
import { keepSessions } from "./keep_sessions.ts";

/** Options of {@link boundSessions}. */
export interface BoundSessionsOptions {
  /** Least number of events. */
  readonly minEvents: number;
  /** `null`: no bound. */
  readonly maxEvents: number | null;
}

/** (g) Keeps sessions of at least `minEvents` and at most `maxEvents` events. */
export function boundSessions(
  frame: pl.DataFrame,
  { minEvents, maxEvents }: BoundSessionsOptions,
): pl.DataFrame {
  const most = maxEvents ?? Infinity;
  return keepSessions(frame, (start, end) => {
    const events = end - start;
    return events >= minEvents && events <= most;
  });
}
