import pl from "nodejs-polars";
import { int32Column } from "../prepare/columns.ts";
import { releaseFrames } from "../prepare/release_frames.ts";
import { splitChunks, splitParts } from "../prepare/split_chunks.ts";

const CHUNK_ROWS = 2 ** 20;

/**
 * Gives the items of a split their indices that a plan has written as codes:
 * -1 is code 0. A split with such items becomes a folder of parts; memory holds
 * one of them.
 *
 * @param path A file, or a folder of parts.
 * @param indices By code.
 */
export async function indexItems(
  path: string,
  indices: Int32Array,
): Promise<void> {
  const least = splitParts(path).map((part) =>
    pl.scanParquet(part, { glob: false }).select(pl.col("item").min())
      .collectSync().row(0)[0] as number | null
  );
  if (least.every((it) => it === null || it >= 0)) return;
  const made = `${path}.indexed`;
  await Deno.mkdir(made);
  const columns = pl.scanParquet(splitParts(path)[0]!, { glob: false })
    .columns;
  let part = 0;
  for (const frame of splitChunks(path, { columns, rows: CHUNK_ROWS })) {
    const items = int32Column(frame, "item")
      .map((it) => it < 0 ? indices[-1 - it]! : it);
    const number = String(part++).padStart(5, "0");
    frame.withColumns(pl.Series("item", items))
      .writeParquet(`${made}/${number}.parquet`, { compression: "zstd" });
    await releaseFrames(frame.height);
  }
  await Deno.remove(path, { recursive: true });
  await Deno.rename(made, path);
}
