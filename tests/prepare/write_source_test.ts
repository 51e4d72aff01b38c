import assert from "node:assert/strict";
import pl from "nodejs-polars";
import type { Events, EventSource } from "../../src/events/event_source.ts";
import { writeSource } from "../../src/prepare/write_source.ts";
import { inFolder } from "../events/in_folder.ts";

const part = (items: string[], missing = 0): Events => ({
  frame: pl.DataFrame([pl.Series("item", items, pl.Utf8)]),
  dropped: missing === 0 ? {} : { "missing item": missing },
});

/** A source that gives these parts, as its connection holds. */
function source(...tries: readonly (readonly Events[])[]): EventSource {
  return {
    name: "log",
    digest: () => Promise.resolve(""),
    read: () => Promise.reject(new Error("memory would not hold it")),
    parts: (onPart) => {
      for (const parts of tries) parts.forEach(onPart);
      return Promise.resolve();
    },
  };
}

const itemsOf = (path: string) =>
  pl.readParquet(path).getColumn("item").toArray();

Deno.test("writeSource() makes files of equal length of parts of any", () =>
  inFolder({}, async (folder) => {
    const { files, some, dropped } = await writeSource(
      source([part(["a"], 1), part(["b", "c", "d", "e"]), part([], 2)]),
      { folder, rowsPerPart: 2 },
    );
    assert.deepEqual(files, [
      { path: `${folder}/00000.parquet`, rows: 2 },
      { path: `${folder}/00001.parquet`, rows: 2 },
      { path: `${folder}/00002.parquet`, rows: 1 },
    ]);
    assert.deepEqual(files.map(({ path }) => itemsOf(path)), [
      ["a", "b"],
      ["c", "d"],
      ["e"],
    ]);
    assert.deepEqual(some.columns, ["item"]);
    assert.deepEqual(dropped, { "missing item": 3 });
  }));

Deno.test("writeSource() forgets what came before a source had to begin again", () =>
  inFolder({}, async (folder) => {
    const lost = [part(["a", "b", "c"], 1), part(["d"])];
    const { files, dropped } = await writeSource(
      source(lost, [part(["a"], 1), part(["b"])]),
      { folder, rowsPerPart: 2 },
    );
    assert.deepEqual(files.map(({ path }) => itemsOf(path)), [["a", "b"]]);
    assert.deepEqual(dropped, { "missing item": 1 });
  }));

Deno.test("writeSource() writes what a source gives at once, and refuses none", () =>
  inFolder({}, async (folder) => {
    const whole = (events: Events): EventSource => ({
      ...source(),
      parts: undefined,
      read: () => Promise.resolve(events),
    });
    const { files } = await writeSource(whole(part(["a"])), { folder });
    assert.deepEqual(files, [{ path: `${folder}/00000.parquet`, rows: 1 }]);
    await assert.rejects(
      writeSource(whole(part([], 4)), { folder }),
      /^InputError: log holds no events \(4 rows: missing item\)$/,
    );
  }));
