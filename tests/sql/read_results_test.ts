import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { testParams } from "../prepare/params.ts";
import type { FileEvents } from "../../src/sql/file_events.ts";
import { readResults } from "../../src/sql/read_results.ts";
import { inFolder } from "./parity.ts";

Deno.test("readResults() puts features and report together, from files or folders of parts", () =>
  inFolder(async (folder) => {
    const write = (name: string, rows: Record<string, unknown>[]) =>
      pl.DataFrame(rows).writeParquet(`${folder}/${name}`);
    write("unusable.parquet", [
      { missing_session: 0, missing_time: 2, missing_item: 0, events: 9 },
    ]);
    write("steps.parquet", [
      { step: 1, events: 6, sessions: 2 },
      { step: 0, events: 9, sessions: 4 },
    ]);
    write("sizes.parquet", [
      { part: "train", sessions: 2, events: 6, targets: 4 },
    ]);
    await Deno.mkdir(`${folder}/vocabularies.parquet`);
    write("vocabularies.parquet/part-0.parquet", [
      { name: "item", idx: 3, value: "b", support: 1 },
      { name: "item", idx: 2, value: "a", support: 3 },
    ]);
    write("vocabularies.parquet/part-1.parquet", [
      { name: "brand", idx: 2, value: "x", support: 6 },
      { name: "user", idx: 2, value: "anna", support: 2 },
    ]);
    write("scalers.parquet", [{ name: "price", center: 1.5, scale: 2 }]);
    const { events, prepare } = testParams();
    const { columns } = events as FileEvents["events"];
    const { features, unusable, steps, splits } = readResults(folder, {
      columns,
      prepare,
    });
    assert.deepEqual(features.item.values, ["a", "b"]);
    assert.deepEqual(features.support, Int32Array.of(0, 2, 3, 1));
    assert.deepEqual(features.user!.values, ["anna"]);
    assert.deepEqual(features.categories.brand!.values, ["x"]);
    assert.deepEqual(features.numbers.price!.toJSON(), {
      kind: "robust",
      center: 1.5,
      scale: 2,
    });
    assert.deepEqual(unusable, { "missing time": 2 });
    assert.deepEqual(
      steps.map((it) => [it.step, it.rowsBefore, it.dropped, it.sessionsAfter]),
      [["cutSessions", 9, 0, 4], ["sessionEvents", 9, 3, 2]],
    );
    assert.equal(splits.train.targets, 4);
    assert.equal(splits.test.events, 0);
  }));
