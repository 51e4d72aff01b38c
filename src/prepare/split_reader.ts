import pl from "nodejs-polars";
import type { Sequences } from "../features/sequences.ts";
import { int32Column } from "./columns.ts";
import { FrameReleaser } from "./frame_releaser.ts";
import { splitChunks, splitParts } from "./split_chunks.ts";
import { toSequences } from "./split_file.ts";

/** A split on disk. */
export interface SplitSource {
  /** A Parquet file, or a folder of parts. */
  readonly path: string;
  /** Category columns to read. */
  readonly categories: readonly string[];
  /** Number columns to read. */
  readonly numbers: readonly string[];
}

/** Neighbouring sessions of a split. */
export interface SplitBlock {
  /** The first of its rows. */
  readonly from: number;
  /** How many they are. */
  readonly rows: number;
}

/** Reads sessions of a split from any place; memory holds what was asked for. */
export class SplitReader {
  readonly #source: SplitSource;
  readonly #parts: readonly { readonly path: string; readonly rows: number }[];

  /** Looks at how long the parts are. */
  constructor(source: SplitSource) {
    this.#source = source;
    this.#parts = splitParts(source.path).map((path) => ({
      path,
      rows: pl.scanParquet(path, { glob: false })
        .select(pl.col("session").count()).collectSync().row(0)[0] as number,
    }));
  }

  /** Cuts the split into blocks of this many sessions; the last may be smaller. */
  async blocks(sessions: number): Promise<SplitBlock[]> {
    const blocks: SplitBlock[] = [];
    const releaser = new FrameReleaser();
    let [row, from, count, last] = [0, 0, 0, -1];
    for (
      const frame of splitChunks(this.#source.path, { columns: ["session"] })
    ) {
      const session = int32Column(frame, "session");
      for (let at = 0; at < session.length; at++, row++) {
        if (session[at] === last) continue;
        last = session[at]!;
        if (count++ < sessions) continue;
        blocks.push({ from, rows: row - from });
        [from, count] = [row, 1];
      }
      await releaser.count(session.length);
    }
    if (row > from) blocks.push({ from, rows: row - from });
    return blocks;
  }

  /** The sessions of blocks, one block after the other. */
  read(blocks: readonly SplitBlock[]): Sequences {
    const frames = blocks.flatMap((block) => this.#slices(block));
    const frame = frames.length === 1 ? frames[0]! : pl.concat(frames);
    return toSequences(frame.rechunk(), this.#source);
  }

  /** The rows of a block, from the parts that hold them. */
  #slices({ from, rows }: SplitBlock): pl.DataFrame[] {
    const { categories, numbers } = this.#source;
    const columns = [...COLUMNS, ...categories, ...numbers];
    const slices: pl.DataFrame[] = [];
    let start = 0;
    for (const part of this.#parts) {
      const first = Math.max(from, start);
      const end = Math.min(from + rows, start + part.rows);
      if (first < end) {
        slices.push(
          pl.scanParquet(part.path, { glob: false }).select(...columns)
            .slice(first - start, end - first).collectSync(),
        );
      }
      start += part.rows;
    }
    return slices;
  }
}

const COLUMNS = ["session", "user", "time", "item", "cart", "target"];
