import { InputError } from "../../src/errors.ts";
import type { StageInput } from "../stage.ts";
import type { LoadResult } from "./wrk.ts";

const LINE =
  /connections=(\d+) RESULT req\/s=([\d.]+) p50=([\d.]+)ms p90=([\d.]+)ms p99=([\d.]+)ms .*n=(\d+) non2xx=(\d+)/g;

/**
 * Runs a script that loads TorchServe with the same requests, and reads what it
 * prints: the best for each number of connections. Without a script there is
 * none.
 *
 * @throws {InputError} where the script fails.
 */
export async function torchserveResults(
  script: StageInput["flags"][string],
): Promise<LoadResult[]> {
  if (typeof script !== "string") return [];
  const { stdout, success } = await new Deno.Command("bash", {
    args: [script],
    stderr: "inherit",
  }).output();
  if (!success) throw new InputError(`--torchserve ${script} failed`);
  return parseTorchserve(new TextDecoder().decode(stdout));
}

/** The best of each number of connections that the lines tell of. */
export function parseTorchserve(text: string): LoadResult[] {
  const best = new Map<number, LoadResult>();
  for (const match of text.matchAll(LINE)) {
    const [connections, requestsPerSecond, p50, p90, p99, requests, failed] =
      match.slice(1).map(Number) as [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
    const before = best.get(connections);
    if ((before?.requestsPerSecond ?? 0) >= requestsPerSecond) continue;
    best.set(connections, {
      connections,
      requestsPerSecond,
      p50,
      p90,
      p99,
      requests,
      failed,
    });
  }
  return [...best.values()];
}
