/**
 * A way to a backend that is closed on this machine: no pip, no network, no
 * compiler. Setup then tries the next best way, and gives the message as the
 * reason: one clause, without a final period.
 */
export class Unavailable extends Error {
  /** What it is called in an error's text. */
  override name = "Unavailable";
}
