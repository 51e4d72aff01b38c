import { InputError } from "../../src/errors.ts";

/**
 * A flag's whole number from 1.
 *
 * @throws {InputError} naming the flag, where it is none.
 */
export function count(
  flag: string | boolean | undefined,
  { name, standard }: { name: string; standard: number },
): number {
  const value = Number(flag ?? standard);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InputError(
    `--${name} is "${flag}", a whole number from 1 is wanted`,
  );
}
