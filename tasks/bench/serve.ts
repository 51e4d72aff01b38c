/**
 * Loads the model server with the original's network and requests:
 * `deno task bench serve`.
 */
import { InputError } from "../../src/errors.ts";
import { startBackend } from "../../src/tensor/runtime.ts";
import type { Stage, StageInput } from "../stage.ts";
import { benchArchive } from "./serve_archive.ts";
import {
  type HeldResult,
  type ServeMeasured,
  type ServeResult,
  serveText,
} from "./serve_text.ts";
import { type ServerProcess, startServer } from "./server_process.ts";
import { torchserveResults } from "./torchserve.ts";
import { load } from "./wrk.ts";

const CONNECTIONS = [1, 8, 32, 128];
/** Of a constant load: more than are ever busy, so that none is sent late. */
const HELD_CONNECTIONS = 256;
const WARM_UP_SECONDS = 3;
const MODEL = "rec";

interface Settings {
  readonly products: number;
  readonly seconds: number;
  /** Constant loads, as shares of the most that the server answers. */
  readonly holds: readonly { share: number; seconds: number }[];
}

export const bench: Stage = {
  summary: "Load the model server, beside TorchServe where it is installed",
  needsBackend: true,

  async main(input) {
    const settings = readSettings(input.flags);
    await startBackend(input.backend!.backend);
    const file = await Deno.makeTempFile({ suffix: ".mar" });
    try {
      await Deno.writeFile(file, await benchArchive(settings.products));
      const ours = await measure(file, settings);
      const peer = await torchserveResults(input.flags.torchserve);
      input.print(serveText(ours, peer));
      return { ...ours, ...(peer.length === 0 ? {} : { torchserve: peer }) };
    } finally {
      await Deno.remove(file);
    }
  },
};

async function measure(
  file: string,
  { products, seconds, holds }: Settings,
): Promise<ServeMeasured> {
  const flags = [`--models=${file}`];
  const server = await startServer(flags);
  const url = `${server.url}/predictions/${MODEL}`;
  try {
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
    const most = Math.max(...results.map((it) => it.requestsPerSecond));
    const held: HeldResult[] = [];
    for (const hold of holds) {
      held.push(await holdLoad(server, { url, most, ...hold }));
    }
    const peakBytes = await server.peakBytes();
    await server.kill();
    const again = await startServer(flags);
    await again.stop();
    return {
      products,
      startedInMs: server.startedInMs,
      restartedInMs: again.startedInMs,
      peakBytes,
      results,
      held,
    };
  } finally {
    await server.stop();
  }
}

async function holdLoad(
  server: ServerProcess,
  { url, most, share, seconds }: {
    url: string;
    most: number;
    share: number;
    seconds: number;
  },
): Promise<HeldResult> {
  const startBytes = await server.residentBytes();
  const rate = most * share;
  const result = await load({
    url,
    rate,
    seconds,
    connections: HELD_CONNECTIONS,
  });
  const endBytes = await server.residentBytes();
  return { ...result, rate, share, seconds, startBytes, endBytes };
}

function readSettings(flags: StageInput["flags"]): Settings {
  const number = (flag: string, fallback: number, most: number) => {
    const value = Number(flags[flag] ?? fallback);
    if (value > 0 && value <= most) return value;
    throw new InputError(
      `--${flag} ${flags[flag]}: a number up to ${most} is wanted`,
    );
  };
  const seconds = number("seconds", 10, 600);
  const products = number("products", 20_000, 10_000_000);
  const share = number("load", 0.8, 1);
  const halfLoad = { share: 0.5, seconds };
  if (flags.minutes === undefined) {
    return { products, seconds, holds: [halfLoad] };
  }
  const minutes = number("minutes", 10, 24 * 60);
  return {
    products,
    seconds,
    holds: [halfLoad, { share, seconds: minutes * 60 }],
  };
}
