import { type Reason, reasonsText } from "../../src/pipeline/reasons.ts";
import { table } from "../../src/terminal/table.ts";

/** A stage as a row says what became of it, or what will. */
export interface StageRow {
  readonly name: string;
  readonly state: string;
  readonly reasons: readonly Reason[];
  readonly seconds?: number;
}

/** The stages, what became of them, why, and how long that took. */
export function stagesText(
  rows: readonly StageRow[],
  { color }: { readonly color: boolean },
): string {
  const explained = rows.some(({ reasons }) => reasons.length > 0);
  const timed = rows.some(({ seconds }) => seconds !== undefined);
  const seconds = {
    header: "seconds",
    align: "right" as const,
    format: tenths,
  };
  return table(
    [
      ...["stage", "state"],
      ...(explained ? ["why"] : []),
      ...(timed ? [seconds] : []),
    ],
    rows.map(({ name, state, reasons, seconds }) => [
      name,
      state,
      ...(explained ? [why(reasons)] : []),
      ...(timed ? [seconds] : []),
    ]),
    {
      color,
      isBold: (row, column) => column === 1 && isWork(rows[row]!.state),
    },
  );
}

function why(reasons: readonly Reason[]): string | null {
  return reasons.length === 0 ? null : reasonsText(reasons);
}

function isWork(state: string): boolean {
  return !["up to date", "restored", "in the cache"].includes(state);
}

function tenths(seconds: number): string {
  return seconds.toFixed(1);
}
