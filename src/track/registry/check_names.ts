import { InputError } from "../../errors.ts";

/** What file systems, URLs and MLflow take alike. */
const NAME = /^[\p{L}\p{N}_][\p{L}\p{N}_.-]*$/u;
const ALIAS = /^[\w-]+$/;
/** MLflow reads these as versions. */
const RESERVED = /^(v\d+|latest|\d+)$/i;

/**
 * Passes a model's name on if every registry takes it.
 *
 * @throws {InputError} where one would not.
 */
export function checkModelName(name: string): string {
  if (NAME.test(name) && name.length <= 200) return name;
  throw new InputError(
    `Model "${name}": letters, digits, and inside . _ - are wanted`,
  );
}

/**
 * Passes an alias on if every registry takes it.
 *
 * @throws {InputError} where one would not.
 */
export function checkAlias(alias: string): string {
  if (ALIAS.test(alias) && !RESERVED.test(alias)) return alias;
  throw new InputError(
    `Alias "${alias}": ASCII letters, digits, _ and - are wanted, and no version or latest`,
  );
}
