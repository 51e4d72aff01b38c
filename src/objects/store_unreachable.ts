import { InputError } from "../errors.ts";

/**
 * A store that does not answer, or breaks off: unlike other errors it may go
 * away when the same is tried again.
 */
export class StoreUnreachable extends InputError {
  /** What it is called in an error's text. */
  override name = "StoreUnreachable";
}
