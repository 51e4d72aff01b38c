import assert from "node:assert/strict";
import { joinCells } from "../../../tasks/notebook/join_cells.ts";
import { tinyNotebook } from "./tiny_notebook.ts";

Deno.test("joinCells() makes one module, whose cells cannot run into each other", () => {
  const notebook = tinyNotebook([
    { source: "const a = 1;\na" },
    { source: "[a].length" },
  ]);
  assert.equal(
    joinCells(notebook),
    "// cell 1\nconst a = 1;\na;\n\n// cell 2\n[a].length;\nexport {};\n",
  );
});

Deno.test("joinCells() leaves prose out", () => {
  const notebook = tinyNotebook([{ source: "# Title" }]);
  notebook.cells[0]!.cell_type = "markdown";
  assert.equal(joinCells(notebook), "\nexport {};\n");
});
