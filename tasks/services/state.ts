import { writeWhole } from "../../src/write_whole.ts";
import type { Connections, ServiceName } from "./service.ts";
import { isRunning } from "./server.ts";
import { servicesFolder } from "./services_folder.ts";

/** A service that was started here, whether it still runs or not. */
export interface Entry<N extends ServiceName = ServiceName> {
  readonly pid: number;
  readonly port: number;
  readonly connection: Connections[N];
}

/** What `.services/state.json` holds. */
export type State = { readonly [N in ServiceName]?: Entry<N> };

const path = `${servicesFolder}/state.json`;

/** Services that were started here; their ports and passwords are kept. */
export async function readState(): Promise<State> {
  try {
    return JSON.parse(await Deno.readTextFile(path));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

/** Only its user may read it: it holds passwords. */
export async function writeState(state: State): Promise<void> {
  await writeWhole(path, `${JSON.stringify(state, null, 2)}\n`, {
    mode: 0o600,
  });
}

/** The services of a state that run now. */
export async function runningServices(state: State): Promise<State> {
  const entries = Object.entries(state);
  const runs = await Promise.all(entries.map(([, entry]) => isRunning(entry)));
  return Object.fromEntries(entries.filter((_, at) => runs[at]));
}
