import { InputError } from "../../src/errors.ts";
import { wrkScript } from "./wrk_script.ts";

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

/** The same, and what else wrk tells. */
export interface WrkResult extends LoadResult {
  /** The longest latency in ms. */
  readonly max: number;
  /** 99 % of a constant load were sent no later than due by so many ms. */
  readonly lateP99: number;
  /** What failed: answered with an error, lost connections, no answer in 2 s. */
  readonly faults: Readonly<
    Record<"status" | "connection" | "timeout", number>
  >;
}

export interface LoadOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
  /**
   * Requests a second, however slowly they are answered, as long as a connection
   * is free. @default {as many as are answered}
   */
  readonly rate?: number;
}

/**
 * Loads a server with wrk (https://github.com/wg/wrk), one thread of it.
 *
 * @throws {InputError} where wrk is not installed.
 */
export async function load(
  { url, connections, seconds, rate }: LoadOptions,
): Promise<WrkResult> {
  const script = await Deno.makeTempFile({ suffix: ".lua" });
  try {
    await Deno.writeTextFile(script, wrkScript(rate));
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

function parse(output: string): Omit<WrkResult, "connections"> {
  const line = /^LOAD (.*)$/m.exec(output)?.[1];
  if (line === undefined) throw new Error(`wrk said: ${output}`);
  const { us, status, connection, timeout, ...rest } = JSON.parse(line);
  return {
    ...rest,
    requestsPerSecond: rest.requests / us * 1e6,
    failed: status + connection + timeout,
    faults: { status, connection, timeout },
  };
}
