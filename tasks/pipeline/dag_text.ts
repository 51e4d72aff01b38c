/** A stage of {@link dagText}, after all that it comes after. */
export interface DagRow {
  readonly name: string;
  /** Names of earlier rows that a line leads from. */
  readonly after: readonly string[];
  /** What stands behind the drawing. */
  readonly note: string;
}

/**
 * Stages as rows, with lines that lead down from a stage and right to those
 * that come after it:
 *
 *     prepare   ●         makes dataset
 *     train     ├──●      makes run
 *     evaluate  ╰──╰──●   makes metrics.json
 */
export function dagText(rows: readonly DagRow[]): string {
  const names = Math.max(...rows.map(({ name }) => name.length));
  const drawings = rows.map((_, row) => draw(rows, row));
  const width = Math.max(...drawings.map((drawing) => drawing.length));
  return rows.map(({ name, note }, row) =>
    `${name.padEnd(names)}  ${drawings[row]!.padEnd(width)}   ${note}`.trimEnd()
  ).join("\n");
}

function draw(rows: readonly DagRow[], row: number): string {
  const leadsTo = (column: number, row: number) =>
    rows[row]!.after.includes(rows[column]!.name);
  let drawing = "";
  let inLine = false;
  for (let column = 0; column < row; column++) {
    const goesOn = rows.some((_, later) =>
      later > row && leadsTo(column, later)
    );
    const turns = leadsTo(column, row);
    if (turns) drawing += goesOn ? "├" : "╰";
    else if (goesOn) drawing += "│";
    else drawing += inLine ? "─" : " ";
    inLine ||= turns;
    drawing += inLine ? "──" : "  ";
  }
  return `${drawing}●`;
}
