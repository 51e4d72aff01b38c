import assert from "node:assert/strict";
import { cleanNotebook } from "../../../tasks/notebook/clean_notebook.ts";
import { printed, tinyNotebook } from "./tiny_notebook.ts";

Deno.test("cleanNotebook() keeps sources and outputs, and counts cells from 1", () => {
  const notebook = tinyNotebook([
    { source: "a", outputs: [printed("1")] },
    { source: "b" },
  ]);
  const { cells, metadata } = cleanNotebook(notebook);
  assert.deepEqual(cells[0], {
    cell_type: "code",
    execution_count: 1,
    id: "cell-1",
    metadata: {},
    outputs: [{ output_type: "stream", name: "stdout", text: ["1"] }],
    source: ["a"],
  });
  assert.equal(cells[1]!.execution_count, 2);
  assert.deepEqual(metadata.kernelspec, {
    display_name: "nextcart (Deno)",
    language: "typescript",
    name: "nextcart",
  });
});

Deno.test("cleanNotebook() changes nothing the second time", () => {
  const once = cleanNotebook(tinyNotebook([{ source: "a" }]));
  assert.deepEqual(cleanNotebook(once), once);
});
