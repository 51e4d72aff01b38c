import { table } from "../../src/terminal/table.ts";

/** A table as text: the terminal and Markdown show it alike. */
export interface TextTable {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** For the terminal; the first and the last column are words, the others numbers. */
export function plainTable({ headers, rows }: TextTable): string {
  const columns = headers.map((header, at) => ({
    header,
    align: at > 0 && at < headers.length - 1
      ? "right" as const
      : "left" as const,
  }));
  const plain = rows.map((row) => row.map((it) => it.replaceAll("**", "")));
  return table(columns, plain);
}

/** For a report. */
export function markdownTable({ headers, rows }: TextTable): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((it) => it.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(headers), line(headers.map(() => "---")), ...rows.map(line)]
    .join("\n");
}

/** Names and values of a report: `parameter`, `environment`. */
export function listTable(
  header: string,
  values: Readonly<Record<string, unknown>>,
): TextTable {
  const rows = Object.entries(values).map(([name, it]) => [name, String(it)]);
  return { headers: [header, "value"], rows };
}
