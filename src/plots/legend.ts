import { COLORS, escapeText } from "./chart_style.ts";

/** A legend, and how much room it takes. */
export interface Legend {
  /** Its markup. */
  readonly svg: string;
  /** Pixels. */
  readonly height: number;
}

/** Where a legend begins and ends, in pixels. */
export interface LegendOptions {
  /** Where rows begin. */
  readonly left: number;
  /** Where the first row begins. */
  readonly top: number;
  /** Where rows end. */
  readonly right: number;
  /** Colours in the order of the labels. @default {COLORS} */
  readonly colors?: readonly string[];
}

const ROW = 24;
const LETTER = 7;
const AROUND_LABEL = 34;

/** Dots and labels in rows, as many as the width wants. */
export function legend(
  labels: readonly string[],
  { left, top, right, colors = COLORS }: LegendOptions,
): Legend {
  let [x, row] = [left, 0];
  const entries = labels.map((label, at) => {
    const width = AROUND_LABEL + label.length * LETTER;
    if (x > left && x + width > right) [x, row] = [left, row + 1];
    const [cx, cy] = [x + 5, top + (row + 0.5) * ROW];
    x += width;
    return `<circle cx="${cx}" cy="${cy}" r="5" fill="${
      colors[at % colors.length]
    }"/><text x="${cx + 10}" y="${cy}" dy="0.35em" font-size="12">${
      escapeText(label)
    }</text>`;
  });
  const rows = labels.length === 0 ? 0 : row + 1;
  return { svg: entries.join("\n"), height: rows * ROW };
}
