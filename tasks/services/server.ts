import { connect, createServer } from "node:net";
import { InputError } from "../../src/errors.ts";
import type { Server } from "./service.ts";

const POLL_MS = 50;
const STOP_MS = 10_000;
const READY_MS = 90_000;
const LOG_LINES = 5;

/**
 * Deno cannot give a file to a child as its output; a shell can. It also notes
 * its process id, which becomes the server's, before anything can go wrong.
 */
const START =
  'echo "$$ $1" >"$0/pid" && exec >"$0/log.txt" 2>&1 && shift && exec "$@"';

export interface ServerOptions {
  /** Name for messages. */
  readonly name: string;
  readonly port: number;
  readonly args: readonly string[];
  readonly env?: Record<string, string>;
  readonly cwd?: string;
  /** Its own folder: gets `log.txt`, what the server writes, and `pid`. */
  readonly folder: string;
  /** Whether the server takes requests now. */
  readonly isReady: () => Promise<boolean>;
}

/**
 * Starts a server in a session of its own, so that it outlives this process
 * and Ctrl-C, and waits until it is ready.
 *
 * @throws {InputError} with the log's last lines where it ends or does not
 * become ready; nothing of it is left running then.
 */
export async function startServer(
  program: string,
  options: ServerOptions,
): Promise<Server> {
  const { name, port, args, folder, isReady, ...rest } = options;
  await stopLeftover(folder);
  const log = `${folder}/log.txt`;
  const child = new Deno.Command("sh", {
    args: ["-c", START, folder, String(port), program, ...args],
    stdin: "null",
    stdout: "null",
    stderr: "null",
    detached: true,
    ...rest,
  }).spawn();
  child.unref();
  const { pid } = child;
  const stop = async (signal?: Deno.Signal) => {
    await stopServer({ pid, port }, signal);
    child.ref();
    await child.status;
  };
  // While a shell becomes a server, its command line is empty for a moment.
  let ended = false;
  child.status.then(() => ended = true);
  const deadline = Date.now() + READY_MS;
  while (!await isReady()) {
    if (ended || Date.now() > deadline) {
      await stop("SIGKILL");
      throw new InputError(`${name} does not start: ${await lastLines(log)}`);
    }
    await sleep(POLL_MS);
  }
  return { pid, port, stop };
}

/** Ends a server and its children by its process id; see {@link Server}. */
export async function stopServer(
  server: Pick<Server, "pid" | "port">,
  signal: Deno.Signal = "SIGTERM",
): Promise<void> {
  if (!await isRunning(server)) return;
  const deadline = Date.now() + STOP_MS;
  killGroup(server.pid, signal);
  while (await isRunning(server)) {
    if (Date.now() > deadline) killGroup(server.pid, "SIGKILL");
    await sleep(POLL_MS);
  }
  // Workers that their parent did not take along.
  killGroup(server.pid, "SIGKILL");
}

/**
 * Whether the process is there and is that server, not another one that was
 * given the same id later: a server's command line names its port.
 */
export async function isRunning(
  { pid, port }: Pick<Server, "pid" | "port">,
): Promise<boolean> {
  try {
    const command = await Deno.readTextFile(`/proc/${pid}/cmdline`);
    return command.includes(String(port));
  } catch {
    return false;
  }
}

/**
 * A port of the loopback interface that nobody uses now: the wanted one, or
 * any. Rejects where the wanted one is in use.
 */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(wanted, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

/** Whether a server on a port of the loopback interface speaks first. */
export function greets(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(1000, () => end(false));
    socket.once("data", () => end(true));
    socket.once("error", () => end(false));
    socket.once("close", () => end(false));
  });
}

/** Whether a URL is answered, with success where that is asked for. */
export async function answers(
  url: string,
  { withSuccess = true } = {},
): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.ok || !withSuccess;
  } catch {
    return false;
  }
}

/** Stops what a start that was killed left running in this folder. */
async function stopLeftover(folder: string): Promise<void> {
  const text = await Deno.readTextFile(`${folder}/pid`).catch(() => "");
  const [pid, port] = text.split(" ").map(Number);
  if (pid && port) await stopServer({ pid, port });
}

function killGroup(pid: number, signal: Deno.Signal): void {
  try {
    Deno.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

async function lastLines(log: string): Promise<string> {
  const text = await Deno.readTextFile(log).catch(() => "");
  const lines = text.trim().split("\n").slice(-LOG_LINES);
  return `${lines.join(" | ")} (${log})`;
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
