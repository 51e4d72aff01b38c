import { InputError } from "../../src/errors.ts";

/** How many seeds `--seeds` asks for; 3 where it is not given. */
export function seedCount(flag: string | boolean | undefined): number {
  const count = Number(flag ?? 3);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InputError(`--seeds ${flag}: a whole number from 1 is wanted`);
}
