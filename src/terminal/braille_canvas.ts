/** Dots of a cell, by row and column, as bits of a braille sign. */
const DOT_BITS = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];
const BLANK_BRAILLE = 0x2800;

/** A cell of the canvas: its sign and whose dot was set in it last. */
export interface BrailleCell {
  /** The sign that shows its dots. */
  readonly sign: string;
  /** `undefined` where the cell is empty. */
  readonly owner: number | undefined;
}

/**
 * A drawing area of braille signs: each cell of the terminal holds two dots
 * side by side and four above each other. Dots count from the top left.
 */
export class BrailleCanvas {
  /** Signs across. */
  readonly columns: number;
  /** Signs down. */
  readonly rows: number;
  readonly #bits: Uint8Array;
  readonly #owners: Int32Array;

  /** An empty canvas. */
  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#bits = new Uint8Array(columns * rows);
    this.#owners = new Int32Array(columns * rows).fill(-1);
  }

  /** Dots side by side. */
  get width(): number {
    return this.columns * 2;
  }

  /** Dots above each other. */
  get height(): number {
    return this.rows * 4;
  }

  /** Sets a dot; one outside the canvas is left out. */
  dot(x: number, y: number, owner = 0): void {
    if (x < 0 || y < 0 || x >= this.width || y >= this.height) return;
    const cell = (y >> 2) * this.columns + (x >> 1);
    this.#bits[cell]! |= DOT_BITS[y & 3]![x & 1]!;
    this.#owners[cell] = owner;
  }

  /** Sets the dots of a straight line, both ends included. */
  line(from: Dot, to: Dot, owner = 0): void {
    const steps = Math.max(Math.abs(to.x - from.x), Math.abs(to.y - from.y), 1);
    for (let step = 0; step <= steps; step++) {
      const share = step / steps;
      this.dot(
        Math.round(from.x + (to.x - from.x) * share),
        Math.round(from.y + (to.y - from.y) * share),
        owner,
      );
    }
  }

  /** The cells of a row, from the left. */
  row(row: number): BrailleCell[] {
    return Array.from({ length: this.columns }, (_, column) => {
      const cell = row * this.columns + column;
      const bits = this.#bits[cell]!;
      return bits === 0 ? { sign: " ", owner: undefined } : {
        sign: String.fromCodePoint(BLANK_BRAILLE + bits),
        owner: this.#owners[cell]!,
      };
    });
  }
}

/** Where a dot is, in dots from the top left. */
export interface Dot {
  /** Dots from the left. */
  readonly x: number;
  /** Dots from the top. */
  readonly y: number;
}
