import { InputError } from "../../src/errors.ts";

/** What a command took: medians over its runs. */
export interface Measured {
  /** From its start to its end, loading included. */
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  readonly peakBytes: number;
  /** Wall milliseconds by part. */
  readonly parts: Readonly<Record<string, number>>;
}

/**
 * Runs a command again and again. Its last line is JSON with `cpuSeconds`,
 * `peakBytes` and `parts`: `{"read": {"wall": 12}}`.
 *
 * @throws {InputError} where the command fails, with the end of what it said.
 */
export async function measure(
  command: readonly string[],
  repeats: number,
): Promise<Measured> {
  const runs: Measured[] = [];
  for (let i = 0; i < repeats; i++) runs.push(await runOnce(command));
  const names = Object.keys(runs[0]!.parts);
  return {
    wallSeconds: median(runs.map((it) => it.wallSeconds)),
    cpuSeconds: median(runs.map((it) => it.cpuSeconds)),
    peakBytes: median(runs.map((it) => it.peakBytes)),
    parts: Object.fromEntries(
      names.map((name) => [name, median(runs.map((it) => it.parts[name]!))]),
    ),
  };
}

async function runOnce(
  [program, ...args]: readonly string[],
): Promise<Measured> {
  const started = performance.now();
  const { success, stdout, stderr } = await new Deno.Command(program!, { args })
    .output();
  const wallSeconds = (performance.now() - started) / 1000;
  const decoder = new TextDecoder();
  if (!success) {
    const last = decoder.decode(stderr).trim().split("\n").at(-1);
    throw new InputError(`Cannot measure ${program}: ${last}`);
  }
  const line = decoder.decode(stdout).trim().split("\n").at(-1)!;
  const { cpuSeconds, peakBytes, parts } = JSON.parse(line);
  const walls = Object.entries(parts as Record<string, { wall: number }>)
    .map(([name, it]) => [name, it.wall]);
  return {
    wallSeconds,
    cpuSeconds,
    peakBytes,
    parts: Object.fromEntries(walls),
  };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle) - 1]!) / 2;
}
