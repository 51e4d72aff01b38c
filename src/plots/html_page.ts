import { escapeText } from "./chart_style.ts";

const STYLE = `
  :root { color-scheme: light dark; }
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 900px; margin: 2rem auto; padding: 0 1rem; }
  h1, h2, .lead { overflow-wrap: anywhere; }
  h1 { font-size: 1.5rem; margin-bottom: .2rem; }
  h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
  .lead { font-size: 1.05rem; }
  p.faint { opacity: .7; }
  .cards { display: flex; gap: 1rem; flex-wrap: wrap; margin: 1rem 0; }
  .card { border: 1px solid #8d96a044; border-radius: 8px; padding: .6rem 1rem; min-width: 8rem; }
  .card b { display: block; font-size: 1.5rem; font-variant-numeric: tabular-nums; }
  .chart { overflow-x: auto; margin: .8rem 0; }
  .chart svg { min-width: 480px; }
  svg { max-width: 100%; height: auto; }
  table { margin: .4rem 0 1rem; }
  details summary { cursor: pointer; margin: .6rem 0; }
  @media print {
    body { max-width: none; margin: 0; font-size: 11px; }
    h2 { break-after: avoid; }
    svg, tr, .card { break-inside: avoid; }
    .chart svg { min-width: 0; }
    details::details-content { content-visibility: visible; }
  }`;

/** A page that needs nothing from elsewhere and follows the reader's light or dark. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeText(title)}</title>
<style>${STYLE}</style>
${body}
</html>
`;
}
