import { cellSource, type Notebook } from "./notebook_file.ts";

/**
 * The code of a notebook as one module, which `deno check` reads: cells in
 * order, each under a comment that names it.
 */
export function joinCells({ cells }: Notebook): string {
  const code = cells.filter((cell) => cell.cell_type === "code");
  const parts = code.map((cell, at) =>
    `// cell ${at + 1}\n${closed(cellSource(cell))}`
  );
  return `${parts.join("\n\n")}\nexport {};\n`;
}

/** The last line of a cell shows its value, and often lacks its semicolon. */
function closed(source: string): string {
  return /[;}]\s*$/.test(source) ? source : `${source.trimEnd()};`;
}
