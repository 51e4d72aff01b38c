import assert from "node:assert/strict";
import { testParams } from "../prepare/params.ts";
import { duckdbSource } from "../../src/sql/duckdb_source.ts";
import type { FileEvents } from "../../src/sql/file_events.ts";
import { inFolder } from "./parity.ts";
import { query } from "./query.ts";

Deno.test("duckdbSource() numbers the rows of CSV, which may lack their last fields", () =>
  inFolder(async (folder) => {
    const path = `${folder}/it's.csv`;
    await Deno.writeTextFile(path, 'a;b\n"x;""1""";NA\ny\n;z\n');
    const { events } = testParams();
    const select = duckdbSource({
      events: { ...events, separator: ";", nulls: ["NA"] } as FileEvents[
        "events"
      ],
      files: [path],
      csv: { header: ["a", "b"], gzip: false },
    });
    assert.deepEqual(await query(select), [
      { nextcart_row: 1, a: 'x;"1"', b: null },
      { nextcart_row: 2, a: "y", b: null },
      { nextcart_row: 3, a: null, b: "z" },
    ]);
  }));
