import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { splitChunks, splitParts } from "../../src/prepare/split_chunks.ts";

Deno.test("splitChunks() gives rows in order, from a file or from parts by name", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const parts = { "part-1": [4, 5, 6], "part-0": [0, 1, 2, 3], "none": [] };
    await Deno.mkdir(`${folder}/train.parquet`);
    for (const [name, values] of Object.entries(parts)) {
      pl.DataFrame([
        pl.Series("item", Int32Array.from(values)),
        pl.Series("other", Int32Array.from(values)),
      ]).writeParquet(`${folder}/train.parquet/${name}.parquet`);
    }
    await Deno.writeTextFile(`${folder}/train.parquet/_SUCCESS`, "");
    const items = (path: string, rows?: number) =>
      [...splitChunks(path, { columns: ["item"], ...(rows && { rows }) })]
        .map((frame) => {
          assert.deepEqual(frame.columns, ["item"]);
          return frame.getColumn("item").toArray();
        });
    const all = `${folder}/train.parquet`;
    assert.deepEqual(items(all, 3), [[0, 1, 2], [3], [4, 5, 6]]);
    assert.deepEqual(items(`${all}/part-0.parquet`), [[0, 1, 2, 3]]);
    assert.deepEqual(
      splitParts(all).map((path) => path.split("/").at(-1)),
      ["none.parquet", "part-0.parquet", "part-1.parquet"],
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
