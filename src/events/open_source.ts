import type { EventsParams } from "../config.ts";
import type { EventSource } from "./event_source.ts";

export interface OpenSourceOptions {
  /** File or folder that holds the events; the demo shop needs none. */
  readonly input?: string;
}

/**
 * The source of a dataset's events.
 *
 * @throws {InputError} where the format needs an input and none is given.
 */
export function openSource(
  _events: EventsParams,
  _options: OpenSourceOptions = {},
): EventSource {
  throw new Error("Not built yet");
}

/**
 * The source of a given test set (`--test`): a file of the same format, save
 * that `sessions` also reads lines of `prefix TAB next`. Its frame has the
 * column `target` where only some events are to be predicted, and its sessions
 * come after all those of the training file in time.
 */
export function openTestSource(
  _events: EventsParams,
  _test: string,
): EventSource {
  throw new Error("Not built yet");
}
