import pl from "nodejs-polars";
import type { Params } from "../config.ts";
import { InputError } from "../errors.ts";
import type { EventSource } from "../events/event_source.ts";
import { clean } from "./clean.ts";
import { type CodedEvents, codeEvents } from "./code_events.ts";
import { float64Column } from "./columns.ts";
import { markTargets } from "./mark_targets.ts";
import { orderSessions } from "./order_sessions.ts";

/** Clean events of a period, not yet encoded: models differ in their vocabularies. */
export interface EventWindow {
  /** Sessions in time order, with the column `target`. */
  readonly events: CodedEvents;
  /** Times of the first and the last event, ms since the epoch. */
  readonly fromMs: number;
  /** Where it ends, in ms since the epoch. */
  readonly toMs: number;
}

/** Options of {@link readEventWindow}. */
export interface EventWindowOptions extends Pick<Params, "events" | "prepare"> {
  /** Only events later than this, ms since the epoch. @default {all} */
  readonly afterMs?: number | undefined;
}

/**
 * Reads the events by which models are compared. They are cleaned as training's
 * are, but that no item is dropped for being rare: a window is too short to tell.
 *
 * @throws {InputError} where nothing is left to be predicted.
 */
export async function readEventWindow(
  source: EventSource,
  { events, prepare, afterMs = -Infinity }: EventWindowOptions,
): Promise<EventWindow> {
  const { frame } = await source.read();
  const isBounded = Number.isFinite(afterMs);
  const recent = isBounded
    ? frame.filter(pl.col("time").gt(pl.lit(afterMs)))
    : frame;
  const after = isBounded ? ` after ${new Date(afterMs).toISOString()}` : "";
  if (recent.height === 0) {
    const why = isBounded ? ", when training ended: newer ones are wanted" : "";
    throw new InputError(`${source.name} has no events${after}${why}`);
  }
  const keys = "columns" in events ? Object.keys(events.columns.keys) : [];
  const coded = await clean(await codeEvents(recent, { keys }), {
    ...prepare,
    minItemSupport: 1,
    split: { ...prepare.split, by: "time" },
  });
  const marked = markTargets(orderSessions(coded.frame), {
    targets: prepare.task,
  });
  if (marked.height === 0) {
    throw new InputError(
      `${source.name} has no event to be predicted${after}`,
    );
  }
  const times = float64Column(marked, "time");
  return {
    events: { ...coded, frame: marked },
    fromMs: times.reduce((a, b) => Math.min(a, b)),
    toMs: times.reduce((a, b) => Math.max(a, b)),
  };
}
