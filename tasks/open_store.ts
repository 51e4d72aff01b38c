import { readEnvironment } from "../src/environment.ts";
import { InputError } from "../src/errors.ts";
import { type LocalStore, localStore } from "../src/track/local_store.ts";
import { mlflowServer } from "../src/track/mlflow/mlflow_server.ts";
import { mlflowStore } from "../src/track/mlflow/mlflow_store.ts";
import type { Flag, StageInput } from "./stage.ts";

/** The flags that say where runs are kept and who else gets them. */
export const STORE_FLAGS: Readonly<Record<string, Flag>> = {
  runs: { type: "string", value: "DIR", help: "where runs are kept (runs)" },
  tracker: {
    type: "string",
    value: "NAME",
    help: "local, or mlflow as well (mlflow where MLFLOW_TRACKING_URI is set)",
  },
};

/** The runs of a task, and what is to be done before it ends. */
export interface OpenedStore extends LocalStore {
  /** Waits, for a bounded time, until everyone has got all. */
  close(): Promise<void>;
}

/**
 * Opens the store that {@link STORE_FLAGS} and the environment name.
 *
 * @throws {InputError} where MLflow is wanted and no server is named.
 */
export function openStore(
  { flags, print }: Pick<StageInput, "flags" | "print">,
): OpenedStore {
  const folder = String(flags.runs ?? "runs");
  const { mlflow } = readEnvironment();
  const tracker = flags.tracker ?? (mlflow === undefined ? "local" : "mlflow");
  if (tracker === "local") {
    return { ...localStore(folder), close: () => Promise.resolve() };
  }
  if (tracker !== "mlflow") {
    throw new InputError(`--tracker ${tracker}: local or mlflow is wanted`);
  }
  if (mlflow === undefined) {
    throw new InputError(
      "--tracker mlflow: MLFLOW_TRACKING_URI is to name the server",
    );
  }
  return mlflowStore(folder, {
    server: mlflowServer(mlflow),
    experiment: mlflow.experiment,
    onNote: print,
  });
}
