import assert from "node:assert/strict";
import { chooseEngine } from "../../tasks/prepare/choose_engine.ts";

const choose = (flags: Record<string, string>) =>
  chooseEngine({ flags, signal: new AbortController().signal });

Deno.test("chooseEngine() takes Polars where none is named", () => {
  assert.equal(choose({}), undefined);
  assert.equal(choose({ engine: "polars" }), undefined);
  assert.equal(typeof choose({ engine: "duckdb" }), "function");
});

Deno.test("chooseEngine() refuses an unknown engine, and flags of another", () => {
  assert.throws(
    () => choose({ engine: "pandas" }),
    /^InputError: --engine is "pandas", one of polars, duckdb, spark is wanted$/,
  );
  assert.throws(
    () => choose({ "memory-limit": "4GB" }),
    /^InputError: --memory-limit wants --engine duckdb or spark$/,
  );
  assert.throws(
    () => choose({ engine: "duckdb", master: "yarn" }),
    /^InputError: --master wants --engine spark$/,
  );
});
