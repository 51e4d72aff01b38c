/**
 * Loads the model server with the original's network and requests:
 * `deno task bench serve`.
 */
import { InputError } from "../../src/errors.ts";
import { startBackend } from "../../src/tensor/runtime.ts";
import { formatNumber } from "../../src/terminal/format_number.ts";
import { table } from "../../src/terminal/table.ts";
import type { Stage, StageInput } from "../stage.ts";
import { useColor } from "../use_color.ts";
import { benchArchive } from "./serve_archive.ts";
import { startServer } from "./server_process.ts";
import { load, type LoadResult } from "./wrk.ts";

const CONNECTIONS = [1, 8, 32, 128];
const WARM_UP_SECONDS = 3;
const MODEL = "rec";

interface ServeResult extends LoadResult {
  readonly cpuMsPerRequest: number;
}

export const bench: Stage = {
  summary: "Load the model server, beside TorchServe where it is installed",
  needsBackend: true,

  async main(input) {
    const seconds = secondsOf(input.flags.seconds);
    await startBackend(input.backend!.backend);
    const file = await Deno.makeTempFile({ suffix: ".mar" });
    try {
      await Deno.writeFile(file, await benchArchive());
      const ours = await measure(file, seconds);
      const peer = await peerResults(input.flags.torchserve);
      input.print(serveText(ours, peer));
      return { ...ours, ...(peer.length === 0 ? {} : { torchserve: peer }) };
    } finally {
      await Deno.remove(file);
    }
  },
};

async function measure(file: string, seconds: number) {
  const server = await startServer([`--models=${file}`]);
  try {
    const url = `${server.url}/predictions/${MODEL}`;
    await load({ url, connections: 8, seconds: WARM_UP_SECONDS });
    const results: ServeResult[] = [];
    for (const connections of CONNECTIONS) {
      const before = await server.cpuSeconds();
      const result = await load({ url, connections, seconds });
      const cpu = await server.cpuSeconds() - before;
      results.push({
        ...result,
        cpuMsPerRequest: cpu * 1000 / Math.max(1, result.requests),
      });
    }
    return {
      startedInMs: server.startedInMs,
      peakBytes: await server.peakBytes(),
      results,
    };
  } finally {
    await server.stop();
  }
}

/** What a script that loads TorchServe with the same requests prints. */
async function peerResults(
  script: StageInput["flags"][string],
): Promise<LoadResult[]> {
  if (typeof script !== "string") return [];
  const { stdout, success } = await new Deno.Command("bash", {
    args: [script],
    stderr: "inherit",
  }).output();
  if (!success) throw new InputError(`--torchserve ${script} failed`);
  const line =
    /connections=(\d+) RESULT req\/s=([\d.]+) p50=([\d.]+)ms p90=([\d.]+)ms p99=([\d.]+)ms .*n=(\d+) non2xx=(\d+)/g;
  const best = new Map<number, LoadResult>();
  for (const match of new TextDecoder().decode(stdout).matchAll(line)) {
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
    if ((before?.requestsPerSecond ?? 0) < requestsPerSecond) {
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
  }
  return [...best.values()];
}

function serveText(
  { startedInMs, peakBytes, results }: Awaited<ReturnType<typeof measure>>,
  peer: readonly LoadResult[],
): string {
  const fixed = (decimals: number) => (value: number) =>
    formatNumber(value, { decimals });
  const peerAt = (connections: number) =>
    peer.find((it) => it.connections === connections)?.requestsPerSecond;
  const text = table(
    [
      { header: "connections", format: fixed(0) },
      { header: "requests/s", format: fixed(0) },
      { header: "p50 ms", format: fixed(2) },
      { header: "p90 ms", format: fixed(2) },
      { header: "p99 ms", format: fixed(2) },
      { header: "CPU ms a request", format: fixed(3) },
      { header: "failed", format: fixed(0) },
      { header: "TorchServe requests/s", format: fixed(0) },
      { header: "ratio", format: fixed(1) },
    ],
    results.map((it) => {
      const other = peerAt(it.connections);
      return [
        it.connections,
        it.requestsPerSecond,
        it.p50,
        it.p90,
        it.p99,
        it.cpuMsPerRequest,
        it.failed,
        other ?? null,
        other === undefined ? null : it.requestsPerSecond / other,
      ];
    }),
    { color: useColor() },
  );
  return `20,000 users and products, GRU of 100 units, five events, top 5\n\n${text}\n\nFirst answer ${
    Math.round(startedInMs)
  } ms after the start; ${Math.round(peakBytes / 1e6)} MB of memory at most`;
}

function secondsOf(flag: StageInput["flags"][string]): number {
  const seconds = Number(flag ?? 10);
  if (seconds > 0 && seconds <= 600) return seconds;
  throw new InputError(`--seconds ${flag}: a number up to 600 is wanted`);
}
