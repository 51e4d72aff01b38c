const PROJECT = new URL("../../", import.meta.url);
const READY = /inference\s+(http:\S+)/;
const TICKS_PER_SECOND = 100;

/** A server in a process of its own, on free ports of 127.0.0.1. */
export interface ServerProcess {
  /** Of the inference port. */
  readonly url: string;
  /** From the start of the process to its first answer, in ms. */
  readonly startedInMs: number;
  /** CPU time of the process so far, in s; Linux alone tells. */
  cpuSeconds(): Promise<number>;
  /** Memory that it has, in bytes. */
  residentBytes(): Promise<number>;
  /** Most memory that it had, in bytes. */
  peakBytes(): Promise<number>;
  /** Ends it on the spot, as a crash would. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Starts `deno task serve` without keys and without an access log.
 *
 * @param flags More flags, `--models` among them.
 * @param env Of the process, beside this one's own.
 */
export async function startServer(
  flags: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const startedAt = performance.now();
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...await serveCommand(),
      "--port=0",
      "--management-port=0",
      "--metrics-port=0",
      "--disable-token-auth",
      "--no-access-log",
      ...flags,
    ],
    cwd: PROJECT,
    env,
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let ended = false;
  child.status.then(() => ended = true);
  const url = await readUrl(child.stderr);
  await (await fetch(`${url}/ping`)).body?.cancel();
  const startedInMs = performance.now() - startedAt;
  const proc = (file: string) =>
    Deno.readTextFile(`/proc/${child.pid}/${file}`);
  const memory = async (field: string) => {
    const line = new RegExp(`${field}:\\s+(\\d+) kB`);
    return Number(line.exec(await proc("status"))![1]) * 1024;
  };
  return {
    url,
    startedInMs,
    async cpuSeconds() {
      const fields = (await proc("stat")).split(") ")[1]!.split(" ");
      return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
    },
    residentBytes: () => memory("VmRSS"),
    peakBytes: () => memory("VmHWM"),
    async kill() {
      child.kill("SIGKILL");
      await child.status;
    },
    async stop() {
      if (!ended) child.kill("SIGTERM");
      await child.status;
    },
  };
}

/** What `deno task serve` runs, its permissions included: the same is tried. */
async function serveCommand(): Promise<string[]> {
  const config = await Deno.readTextFile(new URL("deno.json", PROJECT));
  const { tasks } = JSON.parse(config) as {
    tasks: Record<string, { command: string }>;
  };
  const [, ...args] = tasks.serve!.command.replaceAll("'", "").split(" ");
  return args;
}

/** Reads what the server says until it names its address. */
async function readUrl(stderr: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  const reader = stderr.pipeThrough(new TextDecoderStream()).getReader();
  for (;;) {
    const { done, value } = await reader.read();
    text += value ?? "";
    const url = READY.exec(text)?.[1];
    if (url !== undefined) {
      drain(reader);
      return url;
    }
    if (done) throw new Error(`The server did not start: ${text}`);
  }
}

/** A pipe that nobody reads would fill, and stop the server. */
async function drain(
  reader: ReadableStreamDefaultReader<string>,
): Promise<void> {
  while (!(await reader.read()).done);
}
