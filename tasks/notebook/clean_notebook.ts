import { KERNEL, kernelSpec } from "./kernel.ts";
import type { Notebook, NotebookCell } from "./notebook_file.ts";

/**
 * A notebook without what changes from run to run or from editor to editor:
 * times, metadata of cells and outputs, versions; cells are counted from 1.
 */
export function cleanNotebook(notebook: Notebook): Notebook {
  let count = 0;
  const { display_name, language } = kernelSpec("deno");
  return {
    cells: notebook.cells.map((cell) =>
      cell.cell_type === "code" ? cleanCode(cell, ++count) : {
        cell_type: cell.cell_type,
        id: cell.id,
        metadata: {},
        source: cell.source,
      }
    ),
    metadata: {
      kernelspec: { display_name, language, name: KERNEL },
      language_info: {
        file_extension: ".ts",
        mimetype: "text/x.typescript",
        name: "typescript",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

function cleanCode(cell: NotebookCell, count: number): NotebookCell {
  const outputs = cell.outputs ?? [];
  return {
    cell_type: "code",
    execution_count: outputs.length === 0 && cell.execution_count == null
      ? null
      : count,
    id: cell.id,
    metadata: {},
    outputs: outputs.map((output) => ({
      ...output,
      ...("metadata" in output ? { metadata: {} } : {}),
      ...("execution_count" in output ? { execution_count: count } : {}),
    })),
    source: cell.source,
  };
}
