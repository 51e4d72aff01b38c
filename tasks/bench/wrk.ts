import { InputError } from "../../src/errors.ts";
import { sessionBodies } from "./session_bodies.ts";

/** What a load of requests was answered with. */
export interface LoadResult {
  readonly connections: number;
  readonly requestsPerSecond: number;
  /** Latencies in ms. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** Requests, and how many of them failed. */
  readonly requests: number;
  readonly failed: number;
}

export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
}

/**
 * Loads a server with wrk (https://github.com/wg/wrk), one thread of it.
 *
 * @throws {InputError} where wrk is not installed.
 */
export async function load(
  { url, connections, seconds }: LoadOptions,
): Promise<LoadResult> {
  const script = await Deno.makeTempFile({ suffix: ".lua" });
  try {
    await Deno.writeTextFile(script, luaScript());
    const { stdout } = await new Deno.Command("wrk", {
      args: [
        "-t1",
        `-c${connections}`,
        `-d${seconds}s`,
        "-s",
        script,
        url,
      ],
      stderr: "inherit",
    }).output();
    return { connections, ...parse(new TextDecoder().decode(stdout)) };
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new InputError(
      "wrk makes the load, and is not installed: apt-get install wrk",
      { cause },
    );
  } finally {
    await Deno.remove(script);
  }
}

/** Requests of the original's client, and a line of JSON at the end. */
function luaScript(): string {
  const bodies = sessionBodies();
  return `
local bodies = { ${bodies.map((it) => `[==[${it}]==]`).join(", ")} }
local headers = { ["Content-Type"] = "application/json" }
local n = 0
request = function()
  n = n + 1
  return wrk.format("POST", nil, headers, bodies[n % #bodies + 1])
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format(
    'LOAD {"requests": %d, "us": %d, "p50": %f, "p90": %f, "p99": %f, "failed": %d}\\n',
    summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(90) / 1000, latency:percentile(99) / 1000,
    e.status + e.connect + e.read + e.write + e.timeout))
end
`;
}

function parse(output: string): Omit<LoadResult, "connections"> {
  const line = /^LOAD (.*)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`wrk said: ${output}`);
  const { us, ...rest } = JSON.parse(line);
  return { requestsPerSecond: rest.requests / us * 1e6, ...rest };
}
