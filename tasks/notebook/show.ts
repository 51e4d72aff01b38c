import type pl from "nodejs-polars";
import {
  type Cell,
  htmlTable,
  type HtmlTableOptions,
} from "../../src/plots/html_table.ts";

type Rows = readonly Readonly<Record<string, Cell>>[];

/** How a value tells Deno's kernel what it looks like. */
const DISPLAY = Symbol.for("Jupyter.display");

/** What a cell shows as its output. */
export interface Shown {
  readonly [DISPLAY]: () => { readonly "text/html": string };
}

/** A chart as the output of a cell. */
export function showChart(svg: string): Shown {
  return { [DISPLAY]: () => ({ "text/html": svg }) };
}

/** A Polars frame, or rows by column name, as the output of a cell. */
export function showTable(
  table: pl.DataFrame | Rows,
  options: HtmlTableOptions = {},
): Shown {
  const rows = isRows(table) ? table : table.toRecords() as Rows;
  return showChart(htmlTable(rows, options));
}

function isRows(table: pl.DataFrame | Rows): table is Rows {
  return Array.isArray(table);
}
