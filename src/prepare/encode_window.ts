import { InputError } from "../errors.ts";
import type { FeatureSet } from "../features/feature_set.ts";
import type { Sequences } from "../features/sequences.ts";
import { addCalendar } from "./add_calendar.ts";
import { encode, lookUpIndices } from "./encode.ts";
import type { EventWindow } from "./event_window.ts";

/**
 * Encodes a window with the vocabularies of a model: the same sessions and
 * targets for every model, and OOV for what this one has not seen.
 *
 * @throws {InputError} where the events lack a column that the model reads.
 */
export function encodeWindow(
  window: Pick<EventWindow, "events">,
  features: FeatureSet,
): Sequences {
  const events = addCalendar(window.events, features.calendar);
  const wanted = [...features.categoryNames, ...features.numberNames];
  const absent = wanted.find((name) => !events.frame.columns.includes(name));
  if (absent !== undefined) {
    throw new InputError(
      `The events have no column ${absent}, which the model reads: the preset that it was trained by is wanted`,
    );
  }
  return encode(
    events.frame,
    features,
    lookUpIndices(features, events.values),
  );
}
