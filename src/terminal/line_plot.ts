import { BrailleCanvas, type Dot } from "./braille_canvas.ts";
import { formatNumber } from "./format_number.ts";

/** One line of a plot. */
export interface Series {
  /** Stands at the line's right end. */
  readonly label: string;
  /** By rising x. Points that are not finite are left out. */
  readonly points: readonly Point[];
}

/** A point of a line. */
export interface Point {
  /** Place on the axis x. */
  readonly x: number;
  /** Place on the axis y. */
  readonly y: number;
}

/** Options of {@link linePlot}. */
export interface LinePlotOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** Columns of the drawing area. @default {48} */
  readonly columns?: number;
  /** Rows of the drawing area. @default {9} */
  readonly rows?: number;
  /** Whether each line has its own color; pass false with NO_COLOR. @default {false} */
  readonly color?: boolean;
}

/** Foreground colors that stand out on dark and on light terminals. */
const COLORS = [34, 33, 32, 35, 36, 31];

/**
 * Draws lines with braille dots between two axes:
 *
 *     loss
 *     6.50 ┤⢣
 *          │ ⠑⠤⣀
 *     3.50 ┤    ⠉⠒⠒⠤⠤ k3f9
 *          └──────────
 *           1        5
 */
export function linePlot(
  series: readonly Series[],
  options: LinePlotOptions,
): string {
  const { title, columns = 48, rows = 9, color = false } = options;
  const lines = series.map((one) => one.points.filter(isFinitePoint));
  const scale = scaleOf(lines.flat());
  if (scale === undefined) return `${title}\n(no values)`;
  const canvas = new BrailleCanvas(columns, rows);
  const ends = lines.map((points, at) =>
    draw(points, { canvas, scale, owner: at })
  );
  const paint: Paint = (text, owner) =>
    color ? `\x1b[${COLORS[owner % COLORS.length]}m${text}\x1b[39m` : text;
  const ticks = tickLabels(scale, rows);
  const margin = Math.max(...ticks.map((tick) => tick.length));
  const body = ticks.map((tick, row) => {
    const axis = `${tick.padStart(margin)} ${tick === "" ? "│" : "┤"}`;
    const names = series.flatMap((one, at) =>
      ends[at] === row ? [paint(one.label, at)] : []
    );
    return `${axis}${rowText(canvas, { row, paint })} ${names.join(", ")}`
      .trimEnd();
  });
  return [title, ...body, ...xAxis(scale, { margin, columns })].join("\n");
}

type Paint = (text: string, owner: number) => string;

function rowText(
  canvas: BrailleCanvas,
  { row, paint }: { row: number; paint: Paint },
): string {
  return canvas.row(row).map(({ sign, owner }) =>
    owner === undefined ? sign : paint(sign, owner)
  ).join("");
}

function xAxis(
  { left, right }: Scale,
  { margin, columns }: { margin: number; columns: number },
): string[] {
  const space = " ".repeat(margin + 1);
  const [first, last] = [String(left), String(right)];
  const numbers = left === right
    ? first
    : first + last.padStart(columns - first.length);
  return [`${space}└${"─".repeat(columns)}`, `${space} ${numbers}`];
}

/** The values at the edges of the drawing area. */
interface Scale {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

function scaleOf(points: readonly Point[]): Scale | undefined {
  if (points.length === 0) return undefined;
  const xs = points.map((point) => point.x);
  const ys = points.map((point) => point.y);
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    bottom: Math.min(...ys),
    top: Math.max(...ys),
  };
}

/** Draws one line; returns the row of its right end. */
function draw(
  points: readonly Point[],
  { canvas, scale, owner }: {
    canvas: BrailleCanvas;
    scale: Scale;
    owner: number;
  },
): number | undefined {
  const dots = points.map((point): Dot => ({
    x: place(point.x, { from: scale.left, to: scale.right }, canvas.width),
    y: place(point.y, { from: scale.top, to: scale.bottom }, canvas.height),
  }));
  for (const [at, dot] of dots.entries()) {
    canvas.line(dots[at - 1] ?? dot, dot, owner);
  }
  const end = dots.at(-1);
  return end === undefined ? undefined : end.y >> 2;
}

/** The dot, of so many, at which a value stands; equal edges: the middle. */
function place(
  value: number,
  { from, to }: { from: number; to: number },
  dots: number,
): number {
  const share = from === to ? 0.5 : (value - from) / (to - from);
  return Math.round(share * (dots - 1));
}

/** Labels of the rows: the highest, middle and lowest value, else empty. */
function tickLabels({ bottom, top }: Scale, rows: number): string[] {
  const range = top - bottom;
  const decimals = range === 0
    ? 4
    : Math.min(6, Math.max(0, 2 - Math.floor(Math.log10(range))));
  const middle = (rows - 1) / 2;
  return Array.from({ length: rows }, (_, row) => {
    const shown = range === 0
      ? row === Math.floor(middle)
      : row === 0 || row === rows - 1 || row === middle;
    const value = top - range * row / Math.max(1, rows - 1);
    return shown ? formatNumber(value, { decimals }) : "";
  });
}

function isFinitePoint({ x, y }: Point): boolean {
  return Number.isFinite(x) && Number.isFinite(y);
}
