import { stripVTControlCharacters } from "node:util";
import { formatNumber } from "./format_number.ts";

/** A value in a table; null and undefined are shown as a dash. */
export type Cell = string | number | null | undefined;

/** A column of {@link table}: its header alone, or more about it. */
export interface Column {
  /** Its name. */
  readonly header: string;
  /**
   * Which side values stand on.
   *
   * @default {"right"} where every value is a number, else "left"
   */
  readonly align?: "left" | "right";
  /** How a number is written. @default {formatNumber}, alike in all rows */
  readonly format?: (value: number) => string;
  /** Which number of the column is set in bold. @default {none} */
  readonly best?: "highest" | "lowest";
}

/** Options of {@link table}. */
export interface TableOptions {
  /** Whether bold may be used; pass false with NO_COLOR. @default {false} */
  readonly color?: boolean;
  /** Further cells to set in bold, by row and column from 0. */
  readonly isBold?: (row: number, column: number) => boolean;
}

const MISSING = "–";
const GAP = "  ";

/**
 * Lays rows out under headers as lines of text, joined by line feeds:
 *
 *     model       recall@20
 *     ──────────  ─────────
 *     popularity     0.0412
 */
export function table(
  columns: readonly (string | Column)[],
  rows: readonly (readonly Cell[])[],
  options: TableOptions = {},
): string {
  const { color = false, isBold = () => false } = options;
  const laid = columns.map((column, at) =>
    layOut(
      typeof column === "string" ? { header: column } : column,
      rows.map((row) => row[at]),
    )
  );
  const lines = rows.map((_, row) =>
    joinCells(laid.map((column, at) => {
      const bold = column.bestRows.has(row) || isBold(row, at);
      const text = column.texts[row]!;
      return pad(color && bold ? `\x1b[1m${text}\x1b[22m` : text, column);
    }))
  );
  return [
    joinCells(laid.map((column) => pad(column.header, column))),
    joinCells(laid.map((column) => "─".repeat(column.width))),
    ...lines,
  ].join("\n");
}

interface LaidOutColumn {
  readonly header: string;
  readonly texts: readonly string[];
  readonly width: number;
  readonly right: boolean;
  readonly bestRows: ReadonlySet<number>;
}

function layOut(column: Column, cells: readonly Cell[]): LaidOutColumn {
  const numbers = cells.filter((cell) => typeof cell === "number");
  const decimals = numbers.every(Number.isInteger) ? 0 : 4;
  const { format = (value) => formatNumber(value, { decimals }) } = column;
  const texts = cells.map((cell) => {
    if (cell === null || cell === undefined) return MISSING;
    return typeof cell === "number" ? format(cell) : plain(cell);
  });
  const allNumbers = numbers.length > 0 &&
    cells.every((cell) => typeof cell !== "string");
  return {
    header: column.header,
    texts,
    width: Math.max(...[column.header, ...texts].map(displayWidth)),
    right: column.align === undefined ? allNumbers : column.align === "right",
    bestRows: rowsOfBest(column.best, cells),
  };
}

/** Rows that hold the best number, compared as they are, not as shown. */
function rowsOfBest(
  best: Column["best"],
  cells: readonly Cell[],
): ReadonlySet<number> {
  const numbers = cells.filter((cell): cell is number =>
    typeof cell === "number" && Number.isFinite(cell)
  );
  if (best === undefined || numbers.length < 2) return new Set();
  const value = best === "highest"
    ? numbers.reduce((a, b) => Math.max(a, b))
    : numbers.reduce((a, b) => Math.min(a, b));
  return new Set(
    cells.flatMap((cell, row) => cell === value ? [row] : []),
  );
}

function joinCells(cells: readonly string[]): string {
  return cells.join(GAP).trimEnd();
}

function pad(text: string, column: LaidOutColumn): string {
  const space = " ".repeat(column.width - displayWidth(text));
  return column.right ? space + text : text + space;
}

/** Values come from files: they may not move the cursor or break a line. */
function plain(text: string): string {
  // deno-lint-ignore no-control-regex
  return stripVTControlCharacters(text).replaceAll(/[\x00-\x1f\x7f]/g, " ");
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

function displayWidth(text: string): number {
  return [...graphemes.segment(stripVTControlCharacters(text))].length;
}
