import type { PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";
import type { CodedEvents } from "./code_events.ts";

/**
 * Checks that cleaning names columns which are there.
 *
 * @throws {InputError} where a parameter of cleaning names no column.
 */
export function checkCleaningNames(
  events: Pick<CodedEvents, "categories" | "keys" | "numbers">,
  params: Pick<PrepareParams, "require" | "uniqueInSession">,
): void {
  const check = (key: string, names: readonly string[], known: string[]) => {
    const wrong = names.find((name) => !known.includes(name));
    if (wrong === undefined) return;
    throw new InputError(
      `Parameter prepare.${key}: "${wrong}" is no such column of the events, ` +
        `one of ${known.join(", ") || "none"} is wanted`,
    );
  };
  check("require", params.require, [...events.numbers]);
  const values = ["item", ...events.categories, ...events.keys];
  check("uniqueInSession", params.uniqueInSession, values);
}
