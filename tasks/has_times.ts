import type { EventsParams } from "../src/config.ts";
import { InputError } from "../src/errors.ts";

/** Whether events of a format happen at a time, rather than in an order only. */
export function hasTimes({ format }: Pick<EventsParams, "format">): boolean {
  return format !== "sessions" && format !== "users";
}

/**
 * Sees to it that days can be told apart.
 *
 * @throws {InputError} where events only have an order.
 */
export function requireTimes(events: Pick<EventsParams, "format">): void {
  if (hasTimes(events)) return;
  throw new InputError(
    `Events of the format "${events.format}" have no times: another one is wanted to go by days`,
  );
}
