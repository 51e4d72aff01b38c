import { InputError } from "../errors.ts";

/** Signs that some file system or server takes for something else. */
// deno-lint-ignore no-control-regex
const FORBIDDEN = /[\\\x00-\x1f\x7f]/;

/**
 * Passes a key on if it stays inside its store: parts between slashes, of which
 * none is empty, `.` or `..`.
 *
 * @throws {InputError} naming the key.
 */
export function checkKey(key: string): string {
  const isPlain = (part: string) => !["", ".", ".."].includes(part);
  if (key.split("/").every(isPlain) && !FORBIDDEN.test(key)) return key;
  throw new InputError(
    `${JSON.stringify(key)} is no key of an object: names between slashes ` +
      `are wanted, none of them empty, . or ..`,
  );
}
