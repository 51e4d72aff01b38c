import assert from "node:assert/strict";
import { checkNotebook } from "../../../tasks/notebook/check_notebook.ts";
import { cleanNotebook } from "../../../tasks/notebook/clean_notebook.ts";
import { notebookText } from "../../../tasks/notebook/notebook_file.ts";
import { printed, tinyNotebook } from "./tiny_notebook.ts";

const HINT = "(deno task notebooks:run --write)";

function faultsOf(output: Record<string, unknown>): Promise<string[]> {
  const notebook = tinyNotebook([{ source: "1 + 1;", outputs: [output] }]);
  return checkNotebook("n.ipynb", notebookText(cleanNotebook(notebook)));
}

Deno.test("checkNotebook() passes a notebook that was run and cleaned", async () => {
  assert.deepEqual(await faultsOf(printed("2")), []);
});

Deno.test("checkNotebook() finds volatile metadata", async () => {
  const notebook = tinyNotebook([{ source: "1;", outputs: [printed("1")] }]);
  assert.deepEqual(await checkNotebook("n.ipynb", notebookText(notebook)), [
    `n.ipynb: holds volatile metadata ${HINT}`,
  ]);
});

Deno.test("checkNotebook() finds cells that were not run, and no outputs", async () => {
  const notebook = cleanNotebook(tinyNotebook([{ source: "1;" }]));
  notebook.cells[0]!.execution_count = null;
  assert.deepEqual(await checkNotebook("n.ipynb", notebookText(notebook)), [
    `n.ipynb: has cells that were not run ${HINT}`,
    `n.ipynb: has no outputs ${HINT}`,
  ]);
});

Deno.test("checkNotebook() finds code that is not formatted", async () => {
  const notebook = tinyNotebook([{ source: "1+1", outputs: [printed("2")] }]);
  const text = notebookText(cleanNotebook(notebook));
  assert.deepEqual(await checkNotebook("n.ipynb", text), [
    `n.ipynb: is not formatted ${HINT}`,
  ]);
});

Deno.test("checkNotebook() finds a chart that is not there", async () => {
  const notebook = tinyNotebook([
    { source: "1;", outputs: [printed("1")] },
    { source: "const a = 1;\nshowChart(a);" },
  ]);
  const text = notebookText(cleanNotebook(notebook));
  assert.deepEqual(await checkNotebook("n.ipynb", text), [
    `n.ipynb: shows nothing in cell 2 ${HINT}`,
  ]);
});

Deno.test("checkNotebook() finds absolute paths, but no addresses or tags", async () => {
  assert.deepEqual(await faultsOf(printed("in /home/someone/shop")), [
    `n.ipynb: holds an absolute path: /home/someone/shop ${HINT}`,
  ]);
  assert.equal((await faultsOf(printed("at file:///C/shop"))).length, 1);
  assert.equal((await faultsOf(printed("in C:\\shop"))).length, 1);
  assert.deepEqual(
    await faultsOf(printed("https://example.com/home/x, a/tmp/b")),
    [],
  );
});

Deno.test("checkNotebook() finds a notebook of 500 kB, and one with an error", async () => {
  const [large] = await faultsOf(printed("x".repeat(500_000)));
  assert.match(large!, /has 501 kB, under/);
  const error = { output_type: "error", ename: "E", evalue: "", traceback: [] };
  assert.deepEqual(await faultsOf(error), [
    `n.ipynb: has an error in cell 1 ${HINT}`,
  ]);
});
