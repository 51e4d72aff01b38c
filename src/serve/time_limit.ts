interface Watched {
  readonly untilMs: number;
  readonly reject: (error: Error) => void;
}

/**
 * Bounds how long promises take. As all may take as long, they expire in the
 * order in which they came, and one timer does for any number of them: it is
 * set once in that time, not once for each.
 */
export class TimeLimit {
  readonly #ms: number;
  readonly #late: () => Error;
  /** In the order in which they expire. */
  readonly #open = new Set<Watched>();
  #isSet = false;

  /**
   * Ends what takes longer than `ms`, with the error that `late` makes.
   *
   * @param late Makes the error of those that took too long.
   */
  constructor(ms: number, late: () => Error) {
    this.#ms = ms;
    this.#late = late;
  }

  /** What the work gives, or a rejection where it takes too long. */
  keep<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const watched = { untilMs: performance.now() + this.#ms, reject };
      this.#open.add(watched);
      if (!this.#isSet) this.#wake(this.#ms);
      work.then((value) => {
        this.#open.delete(watched);
        resolve(value);
      }, (error) => {
        this.#open.delete(watched);
        reject(error);
      });
    });
  }

  #wake(afterMs: number): void {
    this.#isSet = true;
    setTimeout(() => this.#expire(), afterMs);
  }

  #expire(): void {
    this.#isSet = false;
    const now = performance.now();
    for (const watched of this.#open) {
      const leftMs = watched.untilMs - now;
      if (leftMs > 0) {
        this.#wake(leftMs);
        return;
      }
      this.#open.delete(watched);
      watched.reject(this.#late());
    }
  }
}
