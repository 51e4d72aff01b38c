import type { PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";

/**
 * Checks that `minFrequency` names columns which are there.
 *
 * @param known Columns that have a vocabulary.
 * @throws {InputError} where `prepare.minFrequency` names another one.
 */
export function checkFrequencyNames(
  known: readonly string[],
  { minFrequency }: Pick<PrepareParams, "minFrequency">,
): void {
  for (const name of Object.keys(minFrequency)) {
    if (known.includes(name)) continue;
    throw new InputError(
      `Parameter prepare.minFrequency: "${name}" is no such column of the events, ` +
        `one of ${known.join(", ")} is wanted`,
    );
  }
}
