import assert from "node:assert/strict";
import { joinSequences } from "../../src/features/join_sequences.ts";
import { selectSessions } from "../../src/features/select_sessions.ts";
import { writeSplit } from "../../src/prepare/split_file.ts";
import { SplitReader } from "../../src/prepare/split_reader.ts";
import { sequences } from "./sequences.ts";

Deno.test("SplitReader reads blocks of sessions from a file and from parts", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const whole = joinSequences(sequences(), sequences());
    const file = `${folder}/whole.parquet`;
    writeSplit(file, whole);
    const names = { categories: ["brand"], numbers: ["price"] };
    const reader = new SplitReader({ path: file, ...names });
    assert.deepEqual(await reader.blocks(3), [
      { from: 0, rows: 7 },
      { from: 7, rows: 3 },
    ]);
    assert.deepEqual(await reader.blocks(100), [{ from: 0, rows: 10 }]);
    const [first, second] = await reader.blocks(3);
    assert.deepEqual(
      reader.read([second!, first!]),
      selectSessions(whole, [3, 0, 1, 2]),
    );
    const bare = new SplitReader({ path: file, categories: [], numbers: [] });
    assert.deepEqual(bare.read([second!]).categories, {});

    const { default: pl } = await import("nodejs-polars");
    const frame = pl.readParquet(file);
    await Deno.mkdir(`${folder}/parts`);
    // The second part begins in the middle of a session.
    frame.head(4).writeParquet(`${folder}/parts/0.parquet`);
    frame.tail(6).writeParquet(`${folder}/parts/1.parquet`);
    const parts = new SplitReader({ path: `${folder}/parts`, ...names });
    assert.deepEqual(await parts.blocks(3), await reader.blocks(3));
    assert.deepEqual(parts.read([first!, second!]), whole);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
