import { cleanNotebook } from "./clean_notebook.ts";
import { findError } from "./find_error.ts";
import { formatNotebook } from "./format_notebook.ts";
import { cellSource, notebookText, parseNotebook } from "./notebook_file.ts";

const MAX_BYTES = 500_000;

/** A path that holds on one machine alone. */
const ABSOLUTE =
  /(?<![\w.:/*)\]}-])\/(?:home|Users|root|tmp|work|mnt|media|opt|var|usr)\/\w|file:\/\/\/|\b[A-Z]:\\\\\w/;

/** A cell whose value is a chart or a table. */
const SHOWS = /^show\w+\(/m;

/**
 * What keeps a notebook from being committed, a line each: it is large, was not
 * run, lacks an output, failed, holds volatile metadata or a path of the machine it ran on.
 *
 * @param path What it is called in the lines.
 */
export async function checkNotebook(
  path: string,
  text: string,
): Promise<string[]> {
  const notebook = parseNotebook(text, path);
  const faults: string[] = [];
  const bytes = new TextEncoder().encode(text).length;
  if (bytes >= MAX_BYTES) {
    faults.push(`has ${Math.ceil(bytes / 1000)} kB, under 500 are wanted`);
  }
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");
  if (code.some((cell) => cell.execution_count == null)) {
    faults.push("has cells that were not run");
  }
  if (!code.some((cell) => (cell.outputs ?? []).length > 0)) {
    faults.push("has no outputs");
  }
  for (const [at, cell] of code.entries()) {
    const shows = SHOWS.test(cellSource(cell));
    if (shows && cell.outputs?.length === 0) {
      faults.push(`shows nothing in cell ${at + 1}`);
    }
  }
  const error = findError(notebook);
  if (error !== undefined) faults.push(`has an error in cell ${error.cell}`);
  if (notebookText(cleanNotebook(notebook)) !== text) {
    faults.push("holds volatile metadata");
  }
  if (await formatNotebook(text) !== text) faults.push("is not formatted");
  const absolute = ABSOLUTE.exec(text);
  if (absolute !== null) {
    const around = text.slice(absolute.index, absolute.index + 40);
    faults.push(`holds an absolute path: ${around.split(/["\s]/)[0]}`);
  }
  return faults.map((fault) =>
    `${path}: ${fault} (deno task notebooks:run --write)`
  );
}
