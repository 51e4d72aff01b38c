import pl from "nodejs-polars";

/** Options of {@link splitParts}. */
export interface SplitChunksOptions {
  /** Columns to read. */
  readonly columns: readonly string[];
  /** Most rows of a chunk. @default {262144} */
  readonly rows?: number;
}

/**
 * The rows of a split's file, or of a folder of its parts, in order and chunk by
 * chunk: memory holds one, whatever the file's size.
 */
export function* splitChunks(
  path: string,
  { columns, rows = 2 ** 18 }: SplitChunksOptions,
): Generator<pl.DataFrame> {
  for (const part of splitParts(path)) {
    const total = scan(part).select(pl.col(columns[0]!).count()).collectSync()
      .row(0)[0] as number;
    for (let from = 0; from < total; from += rows) {
      yield scan(part).select(...columns).slice(from, rows).collectSync();
    }
  }
}

/** A split's file, or its parts in the order of their names. */
export function splitParts(path: string): string[] {
  if (!Deno.statSync(path).isDirectory) return [path];
  return [...Deno.readDirSync(path)].map(({ name }) => name)
    .filter((name) => name.endsWith(".parquet")).sort()
    .map((name) => `${path}/${name}`);
}

function scan(path: string): pl.LazyDataFrame {
  return pl.scanParquet(path, { glob: false });
}
