import assert from "node:assert/strict";
import { testParams } from "../prepare/params.ts";
import { DuckdbEngine } from "../../src/sql/duckdb_engine.ts";
import type { FileEvents } from "../../src/sql/file_events.ts";
import { inFolder } from "./parity.ts";

Deno.test("DuckdbEngine.open() wants an amount as its limit", () =>
  inFolder(async (scratch) => {
    await assert.rejects(
      DuckdbEngine.open({ scratch, memoryLimit: "3x" }),
      /^InputError: --memory-limit is "3x", an amount such as 4GB is wanted/,
    );
  }));

Deno.test("DuckdbEngine.execute() grows tables until no row comes", () =>
  inFolder(async (scratch) => {
    const engine = await DuckdbEngine.open({ scratch });
    try {
      let statements = 0;
      await engine.execute([
        {
          kind: "grow",
          tables: [{ kind: "table", name: "seen", select: "SELECT 0 AS n" }],
          add: [{
            to: "seen",
            select: "SELECT max(n) + 1 FROM seen HAVING max(n) < 4",
          }],
        },
        {
          kind: "write",
          file: "seen.parquet",
          select: "SELECT CASE WHEN count(*) <> 5 THEN error('not 5') END " +
            "AS fault FROM seen",
        },
        { kind: "drop", name: "seen" },
      ], { folder: scratch, onStatement: () => statements++ });
      assert.equal(statements, 3);
      assert.ok((await Deno.stat(`${scratch}/seen.parquet`)).isFile);
    } finally {
      engine.close();
    }
  }));

Deno.test("DuckdbEngine.execute() says in one line that memory is short", () =>
  inFolder(async (scratch) => {
    const engine = await DuckdbEngine.open({ scratch, memoryLimit: "8MB" });
    try {
      await assert.rejects(
        engine.execute([{
          kind: "table",
          name: "large",
          select: "SELECT list(range) AS all_of_them FROM range(10000000)",
        }], { folder: scratch, onStatement: () => {} }),
        /^InputError: DuckDB is short of memory, a larger --memory-limit is wanted/,
      );
    } finally {
      engine.close();
    }
  }));

Deno.test("DuckdbEngine.open() names the column that a file lacks", () =>
  inFolder(async (scratch) => {
    const path = `${scratch}/events.csv`;
    await Deno.writeTextFile(path, "session,time\n1,2020-01-01\n");
    const engine = await DuckdbEngine.open({ scratch });
    try {
      const { events } = testParams();
      await assert.rejects(
        engine.open({
          events: events as FileEvents["events"],
          files: [path],
          name: "events.csv",
        }),
        /^InputError: events.csv: column "user" is missing, there are session, time$/,
      );
    } finally {
      engine.close();
    }
  }));
