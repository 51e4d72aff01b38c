import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { splitParts } from "../../src/prepare/split_chunks.ts";
import { indexItems } from "../../src/sql/index_items.ts";
import { inFolder } from "./parity.ts";

function write(path: string, items: readonly number[]): void {
  pl.DataFrame([
    pl.Series("session", Int32Array.from(items.keys())),
    pl.Series("item", Int32Array.from(items)),
  ]).writeParquet(path);
}

const read = (path: string) =>
  splitParts(path).flatMap((part) => [
    ...pl.readParquet(part).getColumn("item").toArray(),
  ]);

Deno.test("indexItems() gives items the indices of their codes, in files and in folders", () =>
  inFolder(async (folder) => {
    const [file, parts] = [`${folder}/a.parquet`, `${folder}/b.parquet`];
    write(file, [5, -1, -3]);
    Deno.mkdirSync(parts);
    write(`${parts}/0.parquet`, [2, 3]);
    write(`${parts}/1.parquet`, [-2, 4]);
    const indices = Int32Array.of(7, 8, 1);
    await indexItems(file, indices);
    await indexItems(parts, indices);
    assert.deepEqual(read(file), [5, 7, 1]);
    assert.deepEqual(read(parts), [2, 3, 8, 4]);
    assert.deepEqual(
      [...Deno.readDirSync(folder)].map((it) => it.name).sort(),
      ["a.parquet", "b.parquet"],
    );
  }));

Deno.test("indexItems() leaves a split alone that has indices already", () =>
  inFolder(async (folder) => {
    const file = `${folder}/a.parquet`;
    write(file, [5, 0, 1]);
    await indexItems(file, new Int32Array());
    assert.ok(Deno.statSync(file).isFile);
    assert.deepEqual(read(file), [5, 0, 1]);
  }));
