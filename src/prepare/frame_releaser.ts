import { releaseFrames } from "./release_frames.ts";

/** After so many rows the frames that held them are freed. */
const ROWS = 2 ** 20;

/** Keeps what is read of a file piece by piece from filling the memory. */
export class FrameReleaser {
  #rows = 0;

  /** Counts rows of frames that nobody refers to, and frees them when they are many. */
  async count(rows: number): Promise<void> {
    this.#rows += rows;
    if (this.#rows < ROWS) return;
    await releaseFrames(this.#rows);
    this.#rows = 0;
  }
}
