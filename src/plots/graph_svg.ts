import { COLORS, escapeText, STYLE } from "./chart_style.ts";

/** A box of {@link graphSvg}. */
export interface GraphNode {
  /** What stands in it, and what {@link after} names. */
  readonly name: string;
  /** A line below the name. */
  readonly text: string;
  /** What the colour means; the legend names it. */
  readonly group: string;
  /** Names of the nodes that arrows lead from; they stand earlier in the list. */
  readonly after: readonly string[];
}

/** Options of {@link graphSvg}. */
export interface GraphSvgOptions {
  /** What it says, in a line. */
  readonly title: string;
  /** What is drawn, and of how many. */
  readonly subtitle?: string;
  /** Places in COLORS, by group. */
  readonly colors: Readonly<Record<string, number>>;
}

const MARGIN = 20;
const HEADER = 86;
const BOX = { width: 136, height: 52 };
const GAP = { x: 44, y: 20 };

/** A graph without circles, drawn from left to right, as one SVG file. */
export function graphSvg(
  nodes: readonly GraphNode[],
  { title, subtitle = "", colors }: GraphSvgOptions,
): string {
  const places = place(nodes);
  const columns = Math.max(...[...places.values()].map(({ column }) => column));
  const rows = Math.max(...[...places.values()].map(({ row }) => row));
  const groups = [...new Set(nodes.map(({ group }) => group))];
  const drawn = MARGIN + (columns + 1) * (BOX.width + GAP.x) - GAP.x + MARGIN;
  const width = Math.max(drawn, 420);
  const height = HEADER + (rows + 1) * (BOX.height + GAP.y) - GAP.y + MARGIN;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="system-ui, sans-serif" role="img" aria-label="${
      escapeText(title)
    }">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${width}" height="${height}" rx="8"/>`,
    `<g class="ink">`,
    `<text x="${MARGIN}" y="26" font-size="15" font-weight="600">${
      escapeText(title)
    }</text>`,
    `<text class="faint" x="${MARGIN}" y="43" font-size="12">${
      escapeText(subtitle)
    }</text>`,
    ...legend(groups, colors),
    ...arrows(nodes, places),
    ...nodes.map((node) => box(node, places.get(node.name)!, colors)),
    "</g>",
    "</svg>\n",
  ].join("\n");
}

interface Place {
  readonly column: number;
  readonly row: number;
  readonly x: number;
  readonly y: number;
}

/** A node stands one column right of the last of those before it. */
function place(nodes: readonly GraphNode[]): Map<string, Place> {
  const places = new Map<string, Place>();
  const heights: number[] = [];
  for (const { name, after } of nodes) {
    const before = after.map((it) => places.get(it)!.column);
    const column = Math.max(-1, ...before) + 1;
    const row = heights[column] ?? 0;
    heights[column] = row + 1;
    const x = MARGIN + column * (BOX.width + GAP.x);
    const y = HEADER + row * (BOX.height + GAP.y);
    places.set(name, { column, row, x, y });
  }
  return places;
}

function box(
  { name, text, group }: GraphNode,
  { x, y }: Place,
  colors: GraphSvgOptions["colors"],
): string {
  const color = COLORS[colors[group] ?? 0]!;
  const shape = `x="${x}" y="${y}" width="${BOX.width}" height="${BOX.height}"`;
  return [
    `<rect ${shape} rx="8" fill="${color}" fill-opacity="0.12" stroke="${color}" stroke-width="1.5"/>`,
    `<text x="${x + 14}" y="${y + 22}" font-size="14" font-weight="600">${
      escapeText(name)
    }</text>`,
    `<text class="faint" x="${x + 14}" y="${y + 40}" font-size="12">${
      escapeText(text)
    }</text>`,
  ].join("");
}

/** From the right side of a box to the left side of another, as a curve. */
function arrows(
  nodes: readonly GraphNode[],
  places: ReadonlyMap<string, Place>,
): string[] {
  return nodes.flatMap(({ name, after }) =>
    after.map((before) => {
      const from = places.get(before)!;
      const to = places.get(name)!;
      const [x1, y1] = [from.x + BOX.width, from.y + BOX.height / 2];
      const [x2, y2] = [to.x - 7, to.y + BOX.height / 2];
      const bend = (x1 + x2) / 2;
      return `<path d="M${x1},${y1} C${bend},${y1} ${bend},${y2} ${x2},${y2}" fill="none" stroke="#8d96a0" stroke-width="1.5"/>` +
        `<path d="M${x2 + 6},${y2} l-8,-4.5 v9 z" fill="#8d96a0"/>`;
    })
  );
}

function legend(
  groups: readonly string[],
  colors: GraphSvgOptions["colors"],
): string[] {
  let x = MARGIN + 5;
  return groups.map((group) => {
    const entry = `<circle cx="${x}" cy="60" r="5" fill="${
      COLORS[colors[group] ?? 0]
    }"/><text x="${x + 10}" y="60" dy="0.35em" font-size="12">${
      escapeText(group)
    }</text>`;
    x += 30 + group.length * 7.5;
    return entry;
  });
}
