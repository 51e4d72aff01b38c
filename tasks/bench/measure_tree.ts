import { InputError } from "../../src/errors.ts";

/** What a command and its children took together. */
export interface TreeMeasured {
  readonly wallSeconds: number;
  readonly cpuSeconds: number;
  /** Most memory that was resident at a time, looked at every tenth of a second. */
  readonly peakBytes: number;
}

const EVERY_MS = 100;
const PAGE_BYTES = 4096;
/** Of the clock of /proc: what Linux calls USER_HZ. */
const TICKS = 100;

/**
 * Runs a command once.
 *
 * @throws {InputError} where it fails, with the last line of what it said.
 */
export async function measureTree(
  [program, ...args]: readonly string[],
  signal?: AbortSignal,
): Promise<TreeMeasured> {
  const startedAtMs = performance.now();
  const child = new Deno.Command(program!, {
    args,
    stdout: "null",
    stderr: "piped",
    ...(signal === undefined ? {} : { signal }),
  }).spawn();
  let [peakBytes, cpuSeconds] = [0, 0];
  const timer = setInterval(() => {
    const now = lookAt(child.pid);
    peakBytes = Math.max(peakBytes, now.bytes);
    cpuSeconds = Math.max(cpuSeconds, now.cpuSeconds);
  }, EVERY_MS);
  try {
    const { success, stderr } = await child.output();
    if (!success) {
      const text = new TextDecoder().decode(stderr).trim().split("\n").at(-1);
      throw new InputError(`Cannot measure ${args.join(" ")}: ${text}`);
    }
  } finally {
    clearInterval(timer);
  }
  const wallSeconds = (performance.now() - startedAtMs) / 1000;
  return { wallSeconds, cpuSeconds, peakBytes };
}

/** A process and all below it, those that have ended included in its time. */
function lookAt(root: number): { bytes: number; cpuSeconds: number } {
  const processes = [...Deno.readDirSync("/proc")]
    .filter(({ name }) => /^\d+$/.test(name))
    .flatMap(({ name }) => readStat(name));
  const tree = new Set([root]);
  // A child's number may be lower than its parent's.
  for (let size = 0; size < tree.size;) {
    size = tree.size;
    for (const { pid, parent } of processes) {
      if (tree.has(parent)) tree.add(pid);
    }
  }
  const ours = processes.filter(({ pid }) => tree.has(pid));
  return {
    bytes: ours.reduce((sum, it) => sum + it.bytes, 0),
    cpuSeconds: ours.reduce((sum, it) => sum + it.cpuSeconds, 0),
  };
}

interface ProcessStat {
  readonly pid: number;
  readonly parent: number;
  readonly bytes: number;
  readonly cpuSeconds: number;
}

/** None where the process has just ended. */
function readStat(pid: string): ProcessStat[] {
  let text: string;
  try {
    text = Deno.readTextFileSync(`/proc/${pid}/stat`);
  } catch {
    return [];
  }
  // The name, in brackets, may hold anything.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ").map(Number);
  const ticks = [11, 12, 13, 14].reduce((sum, at) => sum + fields[at]!, 0);
  return [{
    pid: Number(pid),
    parent: fields[1]!,
    bytes: fields[21]! * PAGE_BYTES,
    cpuSeconds: ticks / TICKS,
  }];
}
