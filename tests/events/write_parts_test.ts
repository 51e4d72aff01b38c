import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { writeParts } from "../../src/events/write_parts.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("writeParts() writes rows in order, in parts of limited length", () =>
  inFolder({}, (folder) => {
    const frame = pl.DataFrame({ item: ["a", "b", "c", "d", "e"] });
    const parts = writeParts(frame, { folder, rowsPerPart: 2 });
    assert.deepEqual(parts, [
      { path: `${folder}/00000.parquet`, rows: 2 },
      { path: `${folder}/00001.parquet`, rows: 2 },
      { path: `${folder}/00002.parquet`, rows: 1 },
    ]);
    const items = parts.map(({ path }) =>
      pl.readParquet(path).getColumn("item")
    );
    assert.deepEqual(items.map((it) => it.toArray()), [
      ["a", "b"],
      ["c", "d"],
      ["e"],
    ]);
    return Promise.resolve();
  }));
