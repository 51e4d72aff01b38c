import type { Notebook } from "./notebook_file.ts";

export interface NotebookError {
  /** Number of the code cell, from 1, as its prompt shows it. */
  readonly cell: number;
  readonly message: string;
}

/** The first error among a notebook's outputs; undefined where there is none. */
export function findError({ cells }: Notebook): NotebookError | undefined {
  const code = cells.filter((cell) => cell.cell_type === "code");
  for (const [at, { outputs = [] }] of code.entries()) {
    const error = outputs.find((it) => it.output_type === "error");
    if (error === undefined) continue;
    const { ename, evalue } = error as { ename?: string; evalue?: string };
    return { cell: at + 1, message: `${ename}: ${evalue}` };
  }
  return undefined;
}
