import assert from "node:assert/strict";
import { measureTree } from "../../tasks/bench/measure_tree.ts";
import { makeCsv } from "../../tasks/bench/make_csv.ts";
import { presetParams } from "../sql/parity.ts";
import { inTempFolder } from "./cli.ts";

const ROWS = 2_000_000;
/** Of the whole process, Deno included: the log alone is larger as a frame. */
const MOST_BYTES = 1.1e9;

Deno.test("deno task prepare --engine duckdb prepares two million events in bounded memory", () =>
  inTempFolder(async (folder) => {
    const params = await presetParams("demo");
    const { preset, path } = await makeCsv(params, {
      ...{ flags: {}, rows: ROWS, folder },
    });
    await Deno.writeTextFile(`${folder}/big.json`, JSON.stringify(preset));
    const { peakBytes } = await measureTree([
      ...[Deno.execPath(), "run", "-A", "--no-check", "tasks/run.ts"],
      ...["prepare", "--preset", `${folder}/big.json`, "--input", path],
      ...["--data", `${folder}/data`],
      ...["--engine", "duckdb", "--memory-limit", "500MB"],
    ]);
    assert.ok(peakBytes < MOST_BYTES, `${Math.round(peakBytes / 1e6)} MB`);
    const schema = await Deno.readTextFile(`${folder}/data/schema.json`);
    assert.equal(JSON.parse(schema).columns.brand.type, "text");
  }));
