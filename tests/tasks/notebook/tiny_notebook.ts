import type { Notebook } from "../../../tasks/notebook/notebook_file.ts";

/** A notebook of code cells, with the outputs and metadata of an editor. */
export function tinyNotebook(
  cells: readonly { source: string; outputs?: Record<string, unknown>[] }[],
): Notebook {
  return {
    cells: cells.map(({ source, outputs = [] }, at) => ({
      id: `cell-${at + 1}`,
      cell_type: "code",
      source: source.split(/(?<=\n)/),
      metadata: { execution: { "iopub.status.busy": "2026-01-01T00:00:00Z" } },
      outputs: outputs as Notebook["cells"][number]["outputs"],
      execution_count: 10 + at,
    })),
    metadata: { language_info: { name: "typescript", version: "6.0.3" } },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** What a cell gives that prints a text. */
export function printed(text: string): Record<string, unknown> {
  return { output_type: "stream", name: "stdout", text: [text] };
}
