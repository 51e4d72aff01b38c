import type { OnProgress } from "../../src/setup/progress.ts";
import { removeLeftovers } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { InputError } from "../../src/errors.ts";
import { installAdminer, startAdminer } from "./adminer.ts";
import { installMlflow, startMlflow } from "./mlflow.ts";
import { installMySql, startMySql } from "./mysql.ts";
import { installS3, startS3 } from "./s3.ts";
import { freePort, isRunning, stopServer } from "./server.ts";
import type {
  Connections,
  InstallOptions,
  Server,
  ServiceName,
} from "./service.ts";
import { servicesFolder } from "./services_folder.ts";
import { type Entry, readState, type State, writeState } from "./state.ts";
import { withServicesLock } from "./with_services_lock.ts";

/** What became of {@link up}. */
export interface UpResult {
  readonly state: State;
  /** Why a service cannot be had, by its name. */
  readonly missing: Partial<Record<ServiceName, string>>;
}

/**
 * Installs and starts the services that do not run yet. One that cannot be had
 * keeps none of the others back.
 */
export function up(progress: OnProgress): Promise<UpResult> {
  return locked(progress, async () => {
    await removeLeftovers(servicesFolder);
    return await new Starter(await readState(), progress).startAll();
  });
}

/** Stops the services that run; their data and ports stay. Gives their names. */
export function down(progress: OnProgress): Promise<ServiceName[]> {
  return locked(progress, async () => {
    const stopped: ServiceName[] = [];
    const entries = Object.entries(await readState()).toReversed();
    for (const [name, entry] of entries) {
      if (!await isRunning(entry)) continue;
      await stopServer(entry);
      stopped.push(name as ServiceName);
    }
    return stopped;
  });
}

function locked<T>(
  progress: OnProgress,
  work: () => Promise<T>,
): Promise<T> {
  return withServicesLock("lock", {
    onWait: () => progress({ label: "Waiting for another start of services" }),
    work,
  });
}

/** Starts services at the same time, each as soon as what it needs is there. */
class Starter {
  readonly #missing: Partial<Record<ServiceName, string>> = {};
  readonly #progress: OnProgress;
  #state: State;

  constructor(state: State, progress: OnProgress) {
    this.#state = state;
    this.#progress = progress;
  }

  async startAll(): Promise<UpResult> {
    const mysql = this.#start("mysql", {
      install: installMySql,
      start: (folder, { port, connection }) =>
        startMySql(folder, { port, password: connection?.password }),
    });
    const s3 = this.#start("s3", {
      install: installS3,
      start: (folder, { port, connection }) =>
        startS3(folder, { ...keysOf(connection), port }),
    });
    const mlflow = this.#start("mlflow", {
      install: installMlflow,
      start: async (folder, { port }) =>
        startMlflow(folder, { port, mysql: await mysql, s3: await s3 }),
    });
    const adminer = this.#start("adminer", {
      // Debian installs one thing at a time.
      install: async (options) => {
        await mysql;
        await installAdminer(options);
      },
      start: async (folder, { port }) =>
        startAdminer(folder, { port, mysql: await mysql }),
    });
    await Promise.all([mysql, s3, mlflow, adminer]);
    return { state: this.#state, missing: this.#missing };
  }

  async #start<N extends ServiceName>(
    name: N,
    { install, start }: {
      install: (options: InstallOptions) => Promise<void>;
      start: (
        folder: string,
        before: Partial<Entry<N>>,
      ) => Promise<Connections[N] & Server>;
    },
  ): Promise<Connections[N] | undefined> {
    const before: Entry<N> | undefined = this.#state[name];
    if (before !== undefined && await isRunning(before)) {
      return before.connection;
    }
    try {
      await install({ folder: servicesFolder, progress: this.#progress });
      const folder = `${servicesFolder}/${name}`;
      await Deno.mkdir(folder, { recursive: true });
      const port = await portLike(before?.port);
      const started = await start(folder, { ...before, port });
      return await this.#keep(name, started);
    } catch (error) {
      if (!(error instanceof Unavailable || error instanceof InputError)) {
        throw error;
      }
      this.#missing[name] = error.message;
      return undefined;
    }
  }

  /** Kept at once: a start that is killed later can still be stopped. */
  async #keep<N extends ServiceName>(
    name: N,
    { stop: _, pid, ...connection }: Connections[N] & Server,
  ): Promise<Connections[N]> {
    const entry = { pid, port: connection.port, connection };
    this.#state = { ...this.#state, [name]: entry };
    await writeState(this.#state);
    return connection as unknown as Connections[N];
  }
}

/** The port that was used before, where it is free still. */
async function portLike(port: number | undefined): Promise<number> {
  const free = await freePort(port).catch(() => undefined);
  return free ?? await freePort();
}

function keysOf(connection: Connections["s3"] | undefined) {
  const { accessKeyId, secretAccessKey } = connection ?? {};
  return { accessKeyId, secretAccessKey };
}
