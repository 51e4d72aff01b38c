import type pl from "nodejs-polars";
import type { PrepareParams } from "../config.ts";
import { clean } from "../prepare/clean.ts";
import { codeEvents } from "../prepare/code_events.ts";
import { flagColumn, float64Column, int32Column } from "../prepare/columns.ts";
import { sessionOffsets } from "../prepare/session_offsets.ts";
import type { CodedTexts, DriftSample } from "./drift_sample.ts";

/** Options of {@link sampleOfEvents}. */
export interface SampleOfEventsOptions {
  /** What the sample is called. */
  readonly name: string;
  /** How events are cleaned: as for training, save that rare items stay. */
  readonly prepare: PrepareParams;
  /** Columns that cleaning may go by, but that are no features. @default {[]} */
  readonly keys?: readonly string[];
}

/**
 * The sessions of an event frame (event.ts), cleaned as preparing cleans them.
 *
 * @throws {InputError} where no session is left.
 */
export async function sampleOfEvents(
  frame: pl.DataFrame,
  { name, prepare, keys = [] }: SampleOfEventsOptions,
): Promise<DriftSample> {
  const coded = await codeEvents(frame, { keys });
  const { frame: events, values, categories, numbers } = await clean(coded, {
    ...prepare,
    minItemSupport: 1,
  });
  const offsets = sessionOffsets(events);
  const texts = (column: string): CodedTexts => ({
    codes: int32Column(events, column),
    values: textsOf(values[column]!),
  });
  const byName = <T>(names: readonly string[], read: (name: string) => T) =>
    Object.fromEntries(names.map((column) => [column, read(column)]));
  return {
    name,
    offsets,
    times: float64Column(events, "time"),
    carts: flagColumn(events, "cart"),
    items: texts("item"),
    ...(events.columns.includes("user")
      ? { users: ofSessions(texts("user"), offsets) }
      : {}),
    categories: byName(categories, texts),
    numbers: byName(numbers, (column) => float64Column(events, column)),
  };
}

function textsOf(values: pl.Series): string[] {
  return values.toArray().map(String);
}

/** What stands at the first event of each session. */
function ofSessions(
  { codes, values }: CodedTexts,
  offsets: Int32Array,
): CodedTexts {
  return { codes: offsets.slice(0, -1).map((at) => codes[at]!), values };
}
