import { randomBytes } from "node:crypto";
import { writeWhole } from "../../src/write_whole.ts";
import {
  freePort,
  isRunning,
  startServer,
  stopServer,
} from "../services/server.ts";
import { servicesFolder } from "../services/services_folder.ts";
import { rayPython } from "./install_ray.ts";

/** A Ray of one node that was started here, whether it still runs or not. */
export interface LocalRay {
  /** Of the dashboard, which has the Jobs API. */
  readonly address: string;
  readonly token: string;
  readonly pid: number;
  /** Of the head, by which its process is known. */
  readonly port: number;
}

export interface StartRayOptions {
  /** Cores that it gives away. @default {2} */
  readonly cpus?: number;
  /** Its own folder: its log, its process id. */
  readonly folder: string;
}

const HOST = "127.0.0.1";
/** Sockets lie below it, and their names must be short. */
const SESSIONS = "/tmp/nextcart-ray";

/**
 * Starts Ray on the loopback interface alone: without its cluster switch, on
 * Linux it would listen on every interface. Jobs need a token.
 *
 * @throws {InputError} where it does not start; none is left running then.
 */
export async function startRay(
  { cpus = 2, folder }: StartRayOptions,
): Promise<LocalRay> {
  const [port, page, agent, metrics] = await freePorts(4);
  const token = randomBytes(24).toString("hex");
  const address = `http://${HOST}:${page}`;
  await Deno.mkdir(folder, { recursive: true });
  const { pid } = await startServer(rayPython(servicesFolder), {
    name: "Ray",
    port: port!,
    args: [
      ...["-m", "ray.scripts.scripts", "start", "--head", "--block"],
      ...["--node-ip-address", HOST, "--port", String(port)],
      ...["--dashboard-host", HOST, "--dashboard-port", String(page)],
      ...["--dashboard-agent-listen-port", String(agent)],
      ...["--metrics-export-port", String(metrics)],
      ...["--num-cpus", String(cpus), "--num-gpus", "0"],
      ...["--object-store-memory", "100000000", "--temp-dir", SESSIONS],
      "--disable-usage-stats",
    ],
    env: {
      RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER: "0",
      RAY_AUTH_MODE: "token",
      RAY_AUTH_TOKEN: token,
    },
    folder,
    isReady: () => hasJobs(address, token),
  });
  return { address, token, pid, port: port! };
}

/** Ends a Ray and its processes. */
export async function stopRay(ray: LocalRay): Promise<boolean> {
  const ran = await isRunning(ray);
  await stopServer(ray);
  return ran;
}

const statePath = `${servicesFolder}/ray/state.json`;

/** The Ray that {@link rememberRay} was told of, where it runs. */
export async function runningRay(): Promise<LocalRay | undefined> {
  const text = await Deno.readTextFile(statePath).catch((error) => {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const ray = JSON.parse(text) as LocalRay;
  return await isRunning(ray) ? ray : undefined;
}

export async function rememberRay(ray: LocalRay): Promise<void> {
  await writeWhole(statePath, `${JSON.stringify(ray, null, 2)}\n`);
}

async function hasJobs(address: string, token: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/api/jobs/`, {
      headers: { Authorization: `Bearer ${token}` },
      signal: AbortSignal.timeout(2000),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}

async function freePorts(count: number): Promise<number[]> {
  const ports = await Promise.all(
    Array.from({ length: count }, () => freePort()),
  );
  return [...new Set(ports)].length === count ? ports : freePorts(count);
}
