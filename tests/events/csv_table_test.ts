import assert from "node:assert/strict";
import { parseCsvTable, scanCsvTable } from "../../src/events/csv_table.ts";
import { inFolder } from "./in_folder.ts";

const params = {
  format: "csv" as const,
  separator: ",",
  nulls: ["-"],
  columns: {
    session: "a",
    time: { column: "b", format: "iso" },
    item: "c",
    categories: {},
    numbers: {},
    keys: {},
  },
};

Deno.test("parseCsvTable() and scanCsvTable() give columns of text with nulls", async () => {
  const text = 'a,b,c\n1,-,"x, y"\n,"",03\n4\n';
  await inFolder({ "a.csv": text }, async (folder) => {
    const path = `${folder}/a.csv`;
    const tables = [
      await parseCsvTable(path, params),
      scanCsvTable(path, params),
    ];
    for (const table of tables) {
      assert.deepEqual(table.collectSync().toRecords(), [
        { a: "1", b: null, c: "x, y" },
        { a: null, b: null, c: "03" },
        { a: "4", b: null, c: null },
      ]);
    }
  });
});

Deno.test("parseCsvTable() and scanCsvTable() name columns where there is no header", async () => {
  await inFolder({ "a.csv": "1,2\n" }, async (folder) => {
    const path = `${folder}/a.csv`;
    const named = { ...params, header: ["x", "y"] };
    const tables = [
      await parseCsvTable(path, named),
      scanCsvTable(path, named),
    ];
    for (const table of tables) {
      assert.deepEqual(table.collectSync().toRecords(), [{ x: "1", y: "2" }]);
    }
  });
});

Deno.test("parseCsvTable() and scanCsvTable() take the first of two columns of a name", async () => {
  await inFolder({ "a.csv": "a,a,constructor\n1,2,3\n" }, async (folder) => {
    const path = `${folder}/a.csv`;
    const tables = [
      await parseCsvTable(path, params),
      scanCsvTable(path, params),
    ];
    for (const table of tables) {
      const values = table.select("a", "constructor").collectSync().rows();
      assert.deepEqual(values, [["1", "3"]]);
    }
  });
});
