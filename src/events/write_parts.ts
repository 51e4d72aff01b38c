import type pl from "nodejs-polars";

/** Options of {@link writeParts}. */
export interface WritePartsOptions {
  /** An existing folder; the parts are called `00000.parquet` and so on. */
  readonly folder: string;
  /** Most rows of a part. @default {1000000} */
  readonly rowsPerPart?: number;
  /** Number of the first part. @default {0} */
  readonly first?: number;
}

/** Writes a frame's rows, in order, as Parquet files of limited length. */
export function writeParts(
  frame: pl.DataFrame,
  { folder, rowsPerPart = 1_000_000, first = 0 }: WritePartsOptions,
): { path: string; rows: number }[] {
  const parts: { path: string; rows: number }[] = [];
  for (let from = 0; from < frame.height; from += rowsPerPart) {
    const number = String(first + parts.length).padStart(5, "0");
    const path = `${folder}/${number}.parquet`;
    const part = frame.slice(from, rowsPerPart);
    part.writeParquet(path, { compression: "zstd" });
    parts.push({ path, rows: part.height });
  }
  return parts;
}
