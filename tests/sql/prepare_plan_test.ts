import assert from "node:assert/strict";
import { testParams } from "../prepare/params.ts";
import { duckdbDialect as dialect } from "../../src/sql/duckdb_dialect.ts";
import type { FileEvents } from "../../src/sql/file_events.ts";
import { preparePlan } from "../../src/sql/prepare_plan.ts";

Deno.test("preparePlan() makes each table once, under its prefix, and writes every result", () => {
  const { events, prepare } = testParams({
    minItemSupport: 2,
    calendar: ["week"],
  });
  const plan = preparePlan({
    columns: (events as FileEvents["events"]).columns,
    raw: { select: "SELECT * FROM log", name: "log" },
    ...{ prepare, dialect, prefix: "one_" },
  });
  const made = plan.flatMap((it) =>
    it.kind === "table"
      ? [it.name]
      : it.kind === "grow"
      ? it.tables.map((it) => it.name)
      : []
  );
  assert.equal(new Set(made).size, made.length);
  assert.ok(made.every((name) => name.startsWith("one_")));
  for (const { name } of plan.filter((it) => it.kind === "drop")) {
    assert.ok(made.includes(name), name);
  }
  assert.deepEqual(
    plan.filter((it) => it.kind === "write").map((it) => it.file),
    ["unusable", "steps", "sizes", "vocabularies", "scalers", "train"]
      .concat("validation", "test").map((name) => `${name}.parquet`),
  );
});

Deno.test("preparePlan() writes what events tell of items, which is then no feature of theirs", () => {
  const { events, prepare } = testParams({
    itemFeatures: { categories: ["brand"], numbers: ["price"] },
  });
  const plan = preparePlan({
    columns: (events as FileEvents["events"]).columns,
    raw: { select: "SELECT * FROM log", name: "log" },
    ...{ prepare, dialect },
  });
  const written = plan.filter((it) => it.kind === "write");
  assert.deepEqual(
    written.map((it) => it.file.replace(".parquet", "")),
    ["unusable", "steps", "sizes", "vocabularies", "item_codes"]
      .concat("item_properties", "train", "validation", "test"),
  );
  const train = written.find((it) => it.file === "train.parquet")!;
  assert.doesNotMatch(train.select, /brand|price/);
});
