import assert from "node:assert/strict";
import { openCsvTable } from "../../src/events/open_csv_table.ts";
import { inFolder } from "./in_folder.ts";

const form = { separator: ";", nulls: ["-"] };
const TEXT = "a;b\n1;-\n;x\n";

Deno.test("openCsvTable() gives the same frame small and large, plain and gzip", () =>
  inFolder({ "t.csv": TEXT, "t.csv.gz": TEXT }, async (folder) => {
    for (const name of ["t.csv", "t.csv.gz"]) {
      for (const largeBytes of [0, Infinity]) {
        const table = await openCsvTable(`${folder}/${name}`, form, {
          largeBytes,
        });
        assert.deepEqual(table.collectSync().toRecords(), [
          { a: "1", b: null },
          { a: null, b: "x" },
        ]);
      }
    }
  }));

Deno.test("openCsvTable() says what is wrong with a small file, and that there is none", () =>
  inFolder({ "t.csv": "a;b\n1;2;3\n" }, async (folder) => {
    await assert.rejects(openCsvTable(`${folder}/t.csv`, form), {
      name: "InputError",
      message: /t\.csv, row 2: more than 2 fields, /,
    });
    await assert.rejects(openCsvTable(`${folder}/none.csv`, form), {
      name: "InputError",
      message: `${folder}/none.csv does not exist`,
    });
  }));
