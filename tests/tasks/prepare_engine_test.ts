import assert from "node:assert/strict";
import { readEnvironment } from "../../src/environment.ts";
import { chooseEngine } from "../../tasks/prepare/choose_engine.ts";
import { openSpark } from "../../tasks/prepare/open_spark.ts";

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

Deno.test("openSpark() wants the name of the host where a master is", async () => {
  const scratch = await Deno.makeTempDir();
  const open = (master: string) =>
    openSpark({
      ...{ scratch, master },
      ...{ shared: undefined, memoryLimit: undefined, deadline: undefined },
      environment: { ...readEnvironment(), spark: { home: "/opt/spark" } },
      signal: new AbortController().signal,
    });
  try {
    for (const master of ["spark://", "spark://a b:7077"]) {
      await assert.rejects(open(master), {
        name: "InputError",
        message: `--master is "${master}", spark://HOST:7077 is wanted`,
      });
    }
    await open("spark://one:7077");
    await open("spark://one:7077,two:7077");
  } finally {
    await Deno.remove(scratch, { recursive: true });
  }
});
