import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { explainCsv } from "../../src/events/explain_csv.ts";
import { inFolder } from "./in_folder.ts";

const form = { separator: ",", nulls: [] };

Deno.test("explainCsv() names the broken row, plain or gzip", () => {
  const text = 'a,b\n1,2\n"3,4\n';
  return inFolder({ "t.csv": text, "t.csv.gz": text }, async (folder) => {
    for (const name of ["t.csv", "t.csv.gz"]) {
      const path = `${folder}/${name}`;
      const cause = new Error("could not parse");
      const found = await explainCsv(cause, { path, form });
      assert.deepEqual(
        found,
        new InputError(`${path}, row 3: a quote is never closed`, { cause }),
      );
    }
  });
});

Deno.test("explainCsv() leaves what is explained, and what is no fault of the file", () =>
  inFolder({ "t.csv": "a,b\n1,2\n" }, async (folder) => {
    const path = `${folder}/t.csv`;
    for (const error of [new InputError("known"), new TypeError("a bug")]) {
      assert.equal(await explainCsv(error, { path, form }), error);
    }
  }));
