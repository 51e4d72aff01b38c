import assert from "node:assert/strict";
import { checkNotebook } from "../../../tasks/notebook/check_notebook.ts";
import { cleanNotebook } from "../../../tasks/notebook/clean_notebook.ts";
import { notebookText } from "../../../tasks/notebook/notebook_file.ts";
import { printed, tinyNotebook } from "./tiny_notebook.ts";

const HINT = "(deno task notebooks:run --write)";

function faultsOf(output: Record<string, unknown>): string[] {
  const notebook = tinyNotebook([{ source: "1 + 1", outputs: [output] }]);
  return checkNotebook("n.ipynb", notebookText(cleanNotebook(notebook)));
}

Deno.test("checkNotebook() passes a notebook that was run and cleaned", () => {
  assert.deepEqual(faultsOf(printed("2")), []);
});

Deno.test("checkNotebook() finds volatile metadata", () => {
  const notebook = tinyNotebook([{ source: "1", outputs: [printed("1")] }]);
  assert.deepEqual(checkNotebook("n.ipynb", notebookText(notebook)), [
    `n.ipynb: holds volatile metadata ${HINT}`,
  ]);
});

Deno.test("checkNotebook() finds cells that were not run, and no outputs", () => {
  const notebook = cleanNotebook(tinyNotebook([{ source: "1" }]));
  notebook.cells[0]!.execution_count = null;
  assert.deepEqual(checkNotebook("n.ipynb", notebookText(notebook)), [
    `n.ipynb: has cells that were not run ${HINT}`,
    `n.ipynb: has no outputs ${HINT}`,
  ]);
});

Deno.test("checkNotebook() finds absolute paths, but no addresses or tags", () => {
  assert.deepEqual(faultsOf(printed("in /home/someone/shop")), [
    `n.ipynb: holds an absolute path: /home/someone/shop ${HINT}`,
  ]);
  assert.equal(faultsOf(printed("at file:///C/shop")).length, 1);
  assert.equal(faultsOf(printed("in C:\\shop")).length, 1);
  assert.deepEqual(
    faultsOf(printed("https://example.com/home/x, a/tmp/b")),
    [],
  );
});

Deno.test("checkNotebook() finds a notebook of 500 kB, and one with an error", () => {
  assert.match(faultsOf(printed("x".repeat(500_000)))[0]!, /has 501 kB, under/);
  const error = { output_type: "error", ename: "E", evalue: "", traceback: [] };
  assert.deepEqual(faultsOf(error), [
    `n.ipynb: has an error in cell 1 ${HINT}`,
  ]);
});
