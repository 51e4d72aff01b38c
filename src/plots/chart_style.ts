/**
 * Colours of series. They keep apart for those who see fewer colours too (in
 * simulations of all three kinds, after Machado et al. 2009), and each stands
 * out on white and on black alike.
 */
export const COLORS: readonly string[] = [
  "#3b82f6",
  "#f07117",
  "#267267",
  "#b080ac",
  "#c5100c",
  "#7e40ad",
];

/** What stands beside the series that a chart is about. */
export const NEUTRAL = "#8d96a0";

/**
 * Follows the reader's setting; the paper is drawn, so that both fit. Text of the
 * class `over` is read across lines.
 */
export const STYLE = `
  .paper { fill: #ffffff; }
  .ink { color: #1f2328; fill: currentColor; }
  .faint { fill: #656d76; }
  .over text { stroke: #ffffff; stroke-width: 3; paint-order: stroke; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; }
    .ink { color: #e6edf3; }
    .faint { fill: #8d96a0; }
    .over text { stroke: #0d1117; }
  }
  @media print {
    .paper { fill: none; }
    .ink { color: #1f2328; }
    .faint { fill: #656d76; }
    .over text { stroke: #ffffff; }
  }`;

/** Text as it may stand in SVG and HTML. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}
