import { z } from "zod";
import { InputError } from "../../src/errors.ts";

/** nbformat writes texts as a list of lines, and reads them as one text too. */
const text = z.union([z.string(), z.array(z.string())]);

const outputSchema = z.looseObject({ output_type: z.string() });

const cellSchema = z.looseObject({
  id: z.string(),
  cell_type: z.enum(["code", "markdown", "raw"]),
  source: text,
  metadata: z.record(z.string(), z.unknown()),
  outputs: z.array(outputSchema).optional(),
  execution_count: z.int().nullable().optional(),
});

const notebookSchema = z.looseObject({
  cells: z.array(cellSchema),
  metadata: z.record(z.string(), z.unknown()),
  nbformat: z.literal(4),
  nbformat_minor: z.int().min(5),
});

/** A Jupyter notebook (nbformat 4.5 and later). */
export type Notebook = z.infer<typeof notebookSchema>;
export type NotebookCell = Notebook["cells"][number];

/**
 * Reads the text of a notebook.
 *
 * @param name What the text is called in an error: its path.
 * @throws {InputError} where it is no notebook.
 */
export function parseNotebook(text: string, name: string): Notebook {
  try {
    return notebookSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new InputError(`${name} is no notebook (nbformat 4.5)`, { cause });
  }
}

/** A notebook as Jupyter writes it: an indent of one, sorted by no one. */
export function notebookText(notebook: Notebook): string {
  return JSON.stringify(notebook, null, 1) + "\n";
}

/** The source of a cell as one text. */
export function cellSource({ source }: NotebookCell): string {
  return typeof source === "string" ? source : source.join("");
}
