import { encodeBase64 } from "hono/utils/encode";
import { InputError } from "../../src/errors.ts";
import { sessionBodies } from "./session_bodies.ts";

/** What a constant load was answered with. */
export interface ConstantLoadResult {
  /** Requests a second that were sent, whatever came of those before. */
  readonly rate: number;
  readonly seconds: number;
  /** Latencies in ms. */
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
  readonly requests: number;
  readonly failed: number;
  /** Answers by status; 0: none came. */
  readonly statuses: Readonly<Record<string, number>>;
}

export interface ConstantLoadOptions {
  readonly url: string;
  readonly rate: number;
  readonly seconds: number;
}

const NS_PER_MS = 1e6;

/**
 * Sends requests at a constant rate with vegeta
 * (https://github.com/tsenart/vegeta), however slowly they are answered.
 *
 * @throws {InputError} where vegeta is not installed.
 */
export async function constantLoad(
  { url, rate, seconds }: ConstantLoadOptions,
): Promise<ConstantLoadResult> {
  const folder = await Deno.makeTempDir();
  const [targets, results] = [`${folder}/targets.jsonl`, `${folder}/results`];
  try {
    await Deno.writeTextFile(targets, targetLines(url));
    await vegeta([
      "attack",
      "-format=json",
      `-targets=${targets}`,
      `-rate=${Math.round(rate)}/s`,
      `-duration=${seconds}s`,
      "-max-body=0",
      `-output=${results}`,
    ]);
    // Only now: what sums up would take the server's processors meanwhile.
    const report = await vegeta(["report", "-type=json", results]);
    return { rate, seconds, ...parse(report) };
  } catch (cause) {
    if (!(cause instanceof Deno.errors.NotFound)) throw cause;
    throw new InputError(
      "vegeta makes the constant load, and is not on the PATH: go install github.com/tsenart/vegeta/v12@latest",
      { cause },
    );
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function vegeta(args: readonly string[]): Promise<string> {
  const { stdout } = await new Deno.Command("vegeta", {
    args: [...args],
    stderr: "inherit",
  }).output();
  return new TextDecoder().decode(stdout);
}

/** Whether vegeta is installed. */
export async function hasVegeta(): Promise<boolean> {
  try {
    return (await new Deno.Command("vegeta", { args: ["-version"] }).output())
      .success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function targetLines(url: string): string {
  return sessionBodies().map((body) =>
    JSON.stringify({
      method: "POST",
      url,
      header: { "Content-Type": ["application/json"] },
      body: encodeBase64(new TextEncoder().encode(body).buffer),
    })
  ).join("\n") + "\n";
}

function parse(json: string) {
  const { latencies, requests, status_codes } = JSON.parse(json);
  return {
    p50: latencies["50th"] / NS_PER_MS,
    p90: latencies["90th"] / NS_PER_MS,
    p99: latencies["99th"] / NS_PER_MS,
    max: latencies.max / NS_PER_MS,
    requests,
    failed: requests - (status_codes["200"] ?? 0),
    statuses: status_codes,
  };
}
