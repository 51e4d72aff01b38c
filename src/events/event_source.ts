import type pl from "nodejs-polars";

/** What an event source gives. */
export interface Events {
  /** The canonical frame that event.ts describes, rows in the source's order. */
  readonly frame: pl.DataFrame;
  /**
   * Rows that could not be events and were left out, by reason:
   * `{"missing item": 3}`. Reasons without a row are absent.
   */
  readonly dropped: Readonly<Record<string, number>>;
}

/**
 * Where events come from: a file, a folder, a generator. Every source gives the
 * same canonical frame and passes one contract test. Nothing is opened before
 * {@link digest} or {@link read}, and a source's client library is loaded only
 * then.
 */
export interface EventSource {
  /** What is read, as people call it: a path, or `demo shop`. */
  readonly name: string;
  /**
   * SHA-256, in hex, of what would be read and of how it is understood: equal
   * digests mean equal frames.
   *
   * @throws {InputError} where there is nothing to read.
   */
  digest(): Promise<string>;
  /**
   * The files that hold the events, in order, where they are as the parameters
   * describe them: an engine may read them by itself.
   */
  files?(): Promise<readonly string[]>;
  /**
   * Reads everything. A row without a session, time or item is dropped and
   * counted; anything else that is wrong is an error.
   *
   * @throws {InputError} naming the file, the row or column, what was found and
   * what was wanted.
   */
  read(): Promise<Events>;
  /**
   * Reads everything in parts, in order, of which memory holds one: for events
   * that are too many for {@link read}. The digest then speaks of what was read.
   *
   * @param onPart Gets the parts and their numbers from 0, where the source has
   * to begin again from 0 again.
   * @throws {InputError} as {@link read} does.
   */
  parts?(onPart: (part: Events, at: number) => void): Promise<void>;
}
