import type { PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";

/**
 * Checks that `scalers` names columns which are there.
 *
 * @param known Columns of numbers.
 * @throws {InputError} where `prepare.scalers` names another one.
 */
export function checkScalerNames(
  known: readonly string[],
  { scalers }: Pick<PrepareParams, "scalers">,
): void {
  const wrong = Object.keys(scalers).find((name) => !known.includes(name));
  if (wrong === undefined) return;
  throw new InputError(
    `Parameter prepare.scalers: "${wrong}" is no such number of the events, ` +
      `one of ${known.join(", ") || "none"} is wanted`,
  );
}
