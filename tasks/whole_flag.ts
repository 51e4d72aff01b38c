import { InputError } from "../src/errors.ts";
import type { StageInput } from "./stage.ts";

/**
 * The whole number from 1 that a flag gives.
 *
 * @throws {InputError} where it is none.
 */
export function wholeFlag(
  flags: StageInput["flags"],
  name: string,
  fallback: number,
): number {
  const value = Number(flags[name] ?? fallback);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InputError(
    `--${name} ${flags[name]}: a whole number from 1 is wanted`,
  );
}
