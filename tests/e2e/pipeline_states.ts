import assert from "node:assert/strict";
import { type CliResult, lastJson } from "./cli.ts";

/** Stages by what became of them: `{ran: ["train"], …}`. */
export function byState(result: CliResult): Record<string, string[]> {
  assert.equal(result.code, 0, result.stderr);
  const stages = lastJson(result).stages as { name: string; state: string }[];
  return Object.fromEntries(
    [...Map.groupBy(stages, ({ state }) => state)]
      .map(([state, them]) => [state, them.map(({ name }) => name)]),
  );
}
