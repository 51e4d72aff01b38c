import type { Decision } from "../../src/promote/judge_candidate.ts";

/** A decision as people see it beside a registered version, in Markdown. */
export function decisionNote(
  { isPassed, checks, reference, window }: Decision,
): string {
  const day = (timeMs: number) => new Date(timeMs).toISOString().slice(0, 10);
  const rows = checks.map(({ gate, found, wanted, verdict }) =>
    `| ${gate} | ${found} | ${wanted} | ${verdict} |`
  );
  return [
    `Gates, against ${reference} on ${day(window.fromMs)} to ${
      day(window.toMs)
    }: ${isPassed ? "passed" : "refused"}`,
    "",
    "| gate | found | wanted | |",
    "| --- | ---: | --- | --- |",
    ...rows,
  ].join("\n");
}
