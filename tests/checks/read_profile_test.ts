import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { readProfile } from "../../src/checks/read_profile.ts";
import { inFolder } from "../sql/parity.ts";

Deno.test("readProfile() tells from the blocks of a log which rows are late", () =>
  inFolder((folder) => {
    const write = (name: string, columns: Record<string, unknown[]>) =>
      pl.DataFrame(columns).writeParquet(`${folder}/${name}.parquet`);
    // Ten rows, of which the last two begin with number 1002.
    write("log_blocks", { first: [1000, 1], total: [4, 6] });
    write("log_values", {
      name: ["item", "item", "item"],
      value: ["old", "new", null],
      total: [8, 1, 1],
      first: [1, 1003, 5],
    });
    write("log_hours", {
      hour: [2],
      total: [10],
      first: [7200000],
      last: [7200009],
    });
    write("log_repeated", { total: [3] });
    const { rows, repeated, columns } = readProfile(folder, {
      ...{ time: { column: "t", format: "iso" }, item: "i" },
      ...{ categories: {}, keys: {}, numbers: {} },
    });
    assert.deepEqual([rows, repeated], [10, 3]);
    assert.deepEqual(columns.item, {
      ...{ raw: "i", kind: "text", missing: 1, distinct: 2, damaged: 0 },
      ...{ most: 8, late: 0.5, counts: new Map([["old", 8], ["new", 1]]) },
    });
    const { time } = columns;
    assert.ok(time?.kind === "time");
    assert.deepEqual([time.min, time.max], [7200000, 7200009]);
    assert.deepEqual(time.believed.days, []);
    return Promise.resolve();
  }));
