import type pl from "nodejs-polars";
import {
  type Cell,
  htmlTable,
  type HtmlTableOptions,
} from "../../src/plots/html_table.ts";

type Rows = readonly Readonly<Record<string, Cell>>[];

/** A chart as the output of a cell. */
export function showChart(svg: string): Deno.jupyter.Displayable {
  return Deno.jupyter.html`${svg}`;
}

/** A Polars frame, or rows by column name, as the output of a cell. */
export function showTable(
  table: pl.DataFrame | Rows,
  options: HtmlTableOptions = {},
): Deno.jupyter.Displayable {
  const rows = isRows(table) ? table : table.toRecords() as Rows;
  return Deno.jupyter.html`${htmlTable(rows, options)}`;
}

function isRows(table: pl.DataFrame | Rows): table is Rows {
  return Array.isArray(table);
}
