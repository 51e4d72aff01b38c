import type { PrepareParams } from "../config.ts";
import { InputError } from "../errors.ts";

/**
 * @param known Columns that have a vocabulary.
 * @throws {InputError} where `prepare.minFrequency` names another one.
 */
/**
 * Checks that `minFrequency` names columns which are there.
 *
 * @throws {InputError} naming the one that is not.
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
