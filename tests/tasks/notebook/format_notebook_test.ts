import assert from "node:assert/strict";
import { formatNotebook } from "../../../tasks/notebook/format_notebook.ts";
import {
  notebookText,
  parseNotebook,
} from "../../../tasks/notebook/notebook_file.ts";
import { tinyNotebook } from "./tiny_notebook.ts";

Deno.test("formatNotebook() formats code, and leaves the lines of prose as they are", async () => {
  const prose = `${"A long line of prose. ".repeat(8)}`.trim();
  const notebook = tinyNotebook([{ source: "const a=1" }, { source: prose }]);
  notebook.cells[1]!.cell_type = "markdown";
  delete notebook.cells[1]!.outputs;
  delete notebook.cells[1]!.execution_count;
  const text = await formatNotebook(notebookText(notebook));
  const { cells } = parseNotebook(text, "n.ipynb");
  assert.deepEqual(cells[0]!.source, ["const a = 1;"]);
  assert.deepEqual(cells[1]!.source, [prose]);
  assert.equal(await formatNotebook(text), text);
});
