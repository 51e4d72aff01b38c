import type { Decision } from "../../src/promote/judge_candidate.ts";
import { table } from "../../src/terminal/table.ts";

export interface DecisionTextOptions {
  readonly color: boolean;
  /** How the candidate is called: `shop 3`. */
  readonly candidate: string;
  /** How the champion is called, where there is one. */
  readonly champion?: string | undefined;
}

const SIGNS = { passed: "passed", failed: "FAILED", shown: "–" } as const;

/** A decision as people read it: what was compared, then gate by gate. */
export function decisionText(
  { comparison, checks, reference, window }: Decision,
  { color, candidate, champion }: DecisionTextOptions,
): string {
  const { metric, targets } = comparison;
  const against = champion === undefined
    ? `${reference}, the best baseline`
    : `${champion}, the champion`;
  const day = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 10);
  const head = `${candidate} against ${against}: ` +
    `${targets.toLocaleString("en-US")} events to predict, ` +
    `${day(window.fromMs)} to ${day(window.toMs)}, ` +
    `${metric} ${comparison.candidate.toFixed(4)} and ${
      comparison.reference.toFixed(4)
    }`;
  const rows = checks.map(({ gate, found, wanted, verdict }) => [
    gate,
    found,
    wanted,
    SIGNS[verdict],
  ]);
  const gates = table(
    ["gate", { header: "found", align: "right" }, "wanted", "verdict"],
    rows,
    { color },
  );
  return `${head}\n\n${gates}`;
}
