/**
 * Colours of series, told apart by those who see fewer of them too; mid-tones,
 * so that they stand out on white and on black alike.
 */
export const COLORS: readonly string[] = [
  "#3b82f6",
  "#ea7317",
  "#16a37b",
  "#d9488f",
  "#8f6bf2",
  "#b08900",
];

/** Follows the reader's setting; the paper is drawn, so that both fit. */
export const STYLE = `
  .paper { fill: #ffffff; }
  .ink { color: #1f2328; fill: currentColor; }
  .faint { fill: #656d76; }
  @media (prefers-color-scheme: dark) {
    .paper { fill: #0d1117; }
    .ink { color: #e6edf3; }
    .faint { fill: #8d96a0; }
  }`;

/** Text as it may stand in SVG and HTML. */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")
    .replaceAll('"', "&quot;");
}
