import { escapeText } from "./chart_style.ts";

/** A cell: numbers stand right, times are shown in UTC. */
export type Cell = string | number | boolean | bigint | Date | null | undefined;

/** What a table is called, and how much of it is shown. */
export interface HtmlTableOptions {
  /** Above the table. */
  readonly caption?: string;
  /** Rows shown; a line says how many more there are. @default {20} */
  readonly maxRows?: number;
  /** Digits after the point of numbers that are not whole. @default {4} */
  readonly digits?: number;
}

/** A table as HTML with its own, quiet style: rows of values by column name. */
export function htmlTable(
  rows: readonly Readonly<Record<string, Cell>>[],
  { caption, maxRows = 20, digits = 4 }: HtmlTableOptions = {},
): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const shown = rows.slice(0, maxRows);
  const isNumber = (column: string) =>
    shown.every((row) =>
      row[column] == null || typeof row[column] === "number" ||
      typeof row[column] === "bigint"
    );
  // A column's numbers stand under one another.
  const digitsOf = new Map(columns.map((column) => [
    column,
    shown.every((row) => isWhole(row[column])) ? 0 : digits,
  ]));
  const side = (column: string) => isNumber(column) ? "right" : "left";
  const cell = (row: Readonly<Record<string, Cell>>, column: string) =>
    `<td style="text-align:${
      side(column)
    };padding:3px 12px;white-space:nowrap">${
      formatCell(row[column], digitsOf.get(column)!)
    }</td>`;
  const more = rows.length - shown.length;
  return [
    '<div style="overflow-x:auto">',
    '<table style="border-collapse:collapse;font:13px system-ui,sans-serif;font-variant-numeric:tabular-nums">',
    caption === undefined
      ? ""
      : `<caption style="text-align:left;padding:4px 12px;font-weight:600;white-space:nowrap">${
        escapeText(caption)
      }</caption>`,
    `<thead><tr style="border-bottom:1px solid #8d96a0">${
      columns.map((column) =>
        `<th style="text-align:${
          side(column)
        };padding:3px 12px;white-space:nowrap">${escapeText(column)}</th>`
      ).join("")
    }</tr></thead>`,
    "<tbody>",
    ...shown.map((row) =>
      `<tr>${columns.map((column) => cell(row, column)).join("")}</tr>`
    ),
    "</tbody>",
    "</table>",
    "</div>",
    more > 0
      ? `<p style="font:12px system-ui,sans-serif;opacity:.7">and ${
        more.toLocaleString("en")
      } more rows</p>`
      : "",
  ].filter((line) => line !== "").join("\n");
}

function isWhole(value: Cell): boolean {
  return typeof value !== "number" || Number.isInteger(value);
}

function formatCell(value: Cell, digits: number): string {
  if (value === null || value === undefined) {
    return '<span style="opacity:.5">–</span>';
  }
  if (value instanceof Date) {
    return value.toISOString().slice(0, 19).replace("T", " ");
  }
  return typeof value === "number" || typeof value === "bigint"
    ? new Intl.NumberFormat("en", {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value)
    : escapeText(String(value));
}
