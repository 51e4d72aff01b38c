import { InputError } from "../errors.ts";

/** MySQL's limit for names of tables and columns. */
const MAX_CHARACTERS = 64;

/**
 * A name of a table or column as SQL text, whatever it holds: `` `a``b` ``.
 *
 * @throws {InputError} where MySQL allows no such name.
 */
export function quoteName(name: string): string {
  const wrong = name === ""
    ? "is empty"
    : [...name].length > MAX_CHARACTERS
    ? `has more than ${MAX_CHARACTERS} characters`
    : name.includes("\0") || name.endsWith(" ")
    ? "holds a zero byte or ends with a space"
    : undefined;
  if (wrong !== undefined) {
    throw new InputError(`MySQL name ${JSON.stringify(name)} ${wrong}`);
  }
  return `\`${name.replaceAll("`", "``")}\``;
}
