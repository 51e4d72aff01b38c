import type pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import { boundDuration } from "./bound_duration.ts";
import { boundSessions } from "./bound_sessions.ts";
import { cutAtCart } from "./cut_at_cart.ts";
import { cutSessions } from "./cut_sessions.ts";
import { dropDuplicates } from "./drop_duplicates.ts";
import { dropRepeats } from "./drop_repeats.ts";
import { endAtCart } from "./end_at_cart.ts";
import { keepLast } from "./keep_last.ts";
import { minSupport } from "./min_support.ts";
import { requireNumbers } from "./require_numbers.ts";

/** One step of cleaning: a frame of coded events in, a new one out. */
export interface CleaningStep {
  /** As it is called in reports. */
  readonly name: string;
  /** Why it drops what it drops. */
  readonly reason: string;
  /** Drops rows, or cuts sessions. */
  readonly apply: (frame: pl.DataFrame) => pl.DataFrame;
}

/** The steps that are switched on, in the order in which they run. */
export function cleaningSteps(params: PrepareParams): CleaningStep[] {
  const steps: CleaningStep[] = [];
  const add = (
    isOn: boolean,
    name: string,
    reason: string,
    apply: CleaningStep["apply"],
  ) => isOn && steps.push({ name, reason, apply });

  const byUser = params.split.by === "leave_one_out";
  const gapMinutes = params.sessionGapMinutes;
  add(
    true,
    "cutSessions",
    "an anonymous event without a session",
    (frame) => cutSessions(frame, { gapMinutes, byUser }),
  );
  add(params.cutAtCart, "cutAtCart", "cuts only", cutAtCart);
  add(
    params.require.length > 0,
    "require",
    `${params.require.join(" or ")} is missing`,
    (frame) => requireNumbers(frame, params.require),
  );
  for (const column of params.uniqueInSession) {
    add(
      true,
      `uniqueInSession.${column}`,
      `the session has had the same ${column}`,
      (frame) => dropDuplicates(frame, column),
    );
  }
  add(
    params.dropRepeats,
    "dropRepeats",
    "the event before is on the same item",
    dropRepeats,
  );
  const { minSessionEvents: minEvents, maxSessionEvents: maxEvents } = params;
  add(
    true,
    "sessionEvents",
    `the session has fewer than ${minEvents}` +
      (maxEvents === null ? " events" : ` or more than ${maxEvents} events`),
    (frame) => boundSessions(frame, { minEvents, maxEvents }),
  );
  add(
    params.endAtCart,
    "endAtCart",
    "the session does not end in the cart",
    endAtCart,
  );
  const last = params.keepLast ?? 0;
  add(
    params.keepLast !== null,
    "keepLast",
    `not among the last ${last} events of the session`,
    (frame) => keepLast(frame, last),
  );
  const minutes = params.maxSessionMinutes ?? 0;
  add(
    params.maxSessionMinutes !== null,
    "maxSessionMinutes",
    `the session lasts longer than ${minutes} minutes`,
    (frame) => boundDuration(frame, minutes),
  );
  add(
    params.minItemSupport > 1,
    "minItemSupport",
    `the item has fewer than ${params.minItemSupport} events`,
    (frame) => minSupport(frame, params),
  );
  return steps;
}
