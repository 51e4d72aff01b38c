import type { Operations } from "./operations.ts";

/**
 * How the rows of a packed batch are those of its steps, whether the number of
 * sessions that reach each step is known now or when a graph runs.
 */
export interface GruSteps<T> {
  /** Steps: `T`. */
  readonly count: number;
  /** Cuts all events into those of each step: `[P, …]` → `[N, …]` each. */
  split(events: T): T[];
  /** All events but those of the first step. */
  later(events: T): T;
  /** Cuts what {@link later} gives into steps. */
  splitLater(events: T): T[];
  /** Of the rows of step `t − 1` those of sessions that reach step `t`. */
  head(rows: T, t: number): T;
  /** Rows of step `t`, and zeros for the other sessions of step `t − 1`. */
  pad(rows: T, t: number): T;
}

/** {@link GruSteps} of numbers that are known. */
export class CountedSteps<T> implements GruSteps<T> {
  readonly count: number;
  readonly #on: Operations<T>;
  readonly #counts: readonly number[];

  /**
   * Takes how long the steps are.
   *
   * @param counts Sessions that reach each step, falling: `[T]`.
   */
  constructor(on: Operations<T>, counts: readonly number[]) {
    this.count = counts.length;
    this.#on = on;
    this.#counts = counts;
  }

  split(events: T): T[] {
    return this.#on.split(events, this.#counts, 0);
  }

  later(events: T): T {
    return this.#on.rows(events, this.#counts[0]!, -1);
  }

  splitLater(events: T): T[] {
    return this.#on.split(events, this.#counts.slice(1), 0);
  }

  head(rows: T, t: number): T {
    const [from, to] = [this.#counts[t - 1]!, this.#counts[t]!];
    return from === to ? rows : this.#on.rows(rows, 0, to);
  }

  pad(rows: T, t: number): T {
    const missing = this.#counts[t - 1]! - this.#counts[t]!;
    return missing === 0 ? rows : this.#on.padRows(rows, missing);
  }
}
