import { type LocalStore, localStore } from "../local_store.ts";
import type { MlflowServer } from "./mlflow_server.ts";
import { runUrl } from "./run_url.ts";
import type { FromSender, ToSender } from "./sender_messages.ts";

/** Options of {@link mlflowStore}. */
export interface MlflowStoreOptions {
  /** The server of MLflow. */
  readonly server: MlflowServer;
  /** Name of the experiment. @default {each run's own} */
  readonly experiment?: string | undefined;
  /** Told, in a line, that the server is away, or where a run is to be seen. */
  readonly onNote: (line: string) => void;
  /** How long {@link MlflowStore.close} may wait, in ms. @default {60_000} */
  readonly closeWithinMs?: number;
}

/** A {@link LocalStore} whose runs an MLflow server gets too. */
export interface MlflowStore extends LocalStore {
  /** Waits, for a bounded time, until the server has got all. */
  close(): Promise<void>;
}

/**
 * Keeps runs in a folder and sends them to an MLflow server as they change.
 * What the server does, or does not, never holds a run up: the folder has all,
 * and what could not be sent is sent by `deno task sync`.
 */
export function mlflowStore(
  folder: string,
  options: MlflowStoreOptions,
): MlflowStore {
  const { server, onNote, closeWithinMs = 60_000 } = options;
  const worker = new Worker(new URL("sender_worker.ts", import.meta.url), {
    type: "module",
  });
  const tell = (message: ToSender) => worker.postMessage(message);
  const touched = new Set<string>();
  let failure: string | undefined;
  const fail = (message: string) => {
    if (failure !== undefined) return;
    failure = message;
    onNote(
      `note: ${message}. Nothing is lost: runs stay in ${folder}, deno task sync sends them`,
    );
  };
  const flushed = Promise.withResolvers<readonly string[]>();
  worker.onmessage = ({ data }: MessageEvent<FromSender>) => {
    if (data.type === "failed") fail(data.message);
    else flushed.resolve(data.unsent);
  };
  worker.onerror = (event) => {
    event.preventDefault();
    fail(`Sending to MLflow at ${server.url} broke off: ${event.message}`);
    flushed.resolve([...touched]);
  };
  tell({ type: "start", server, experiment: options.experiment });
  const store = localStore(folder, {
    onChange(run) {
      touched.add(run);
      tell({ type: "touch", folder: run });
    },
  });
  return {
    ...store,
    async close() {
      if (touched.size > 0) {
        tell({ type: "flush" });
        const unsent = await within(closeWithinMs, flushed.promise);
        if (unsent === undefined) {
          const seconds = Math.round(closeWithinMs / 1000);
          fail(`MLflow at ${server.url} did not take all within ${seconds} s`);
        } else if (unsent.length === 0) await noteUrls(touched, onNote);
      }
      worker.terminate();
    },
  };
}

async function noteUrls(
  folders: ReadonlySet<string>,
  onNote: (line: string) => void,
): Promise<void> {
  const urls = await Promise.all([...folders].map(runUrl));
  const [first, ...others] = urls.filter((url) => url !== undefined);
  if (first === undefined) return;
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  onNote(`MLflow: ${first}${more}`);
}

async function within<T>(
  ms: number,
  promise: Promise<T>,
): Promise<T | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
