/**
 * A mistake in what the user gave: a flag, a parameter, a file. Tasks print its
 * message as one line and exit with code 2; every other error is a bug and
 * keeps its stack trace.
 *
 * The message names where (file and row, or key), what was found and what was
 * wanted: `events.csv, row 7: price is "abc", a number is wanted`.
 */
export class InputError extends Error {
  /** What it is called in an error's text. */
  override name = "InputError";
}
