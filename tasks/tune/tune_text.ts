import { table } from "../../src/terminal/table.ts";
import type { Point } from "../../src/tune/space.ts";
import type { TrialResult } from "../../src/tune/search.ts";

/** A trial of a finished search. */
export interface TriedTrial extends TrialResult {
  /** Its run. */
  readonly id: string;
  /** After which its best value came. */
  readonly bestEpoch: number;
  readonly point: Point;
}

/** The table of trials, the best first. */
export function tuneText(
  trials: readonly TriedTrial[],
  { metric, color }: { metric: string; color: boolean },
): string {
  const keys = Object.keys(trials[0]!.point);
  // Keys without their group, unless that would make two alike.
  const names = keys.map((key) => key.split(".").at(-1)!);
  const isClear = new Set(names).size === keys.length;
  return table(
    [
      "trial",
      "run",
      "epochs",
      { header: "best at", align: "right" },
      { header: metric, best: "highest" },
      ...(isClear ? names : keys).map((header) => ({
        header,
        format: (value: number) => String(value),
      })),
    ],
    trials.map((it) => [
      it.trial,
      it.id.slice(-4),
      it.epochs,
      it.bestEpoch === 0 ? "failed" : it.bestEpoch,
      it.value === -Infinity ? null : it.value,
      ...keys.map((key) => {
        const value = it.point[key];
        return typeof value === "boolean" || value === null
          ? String(value)
          : value;
      }),
    ]),
    { color },
  );
}
