import type { MlflowServer } from "./mlflow_server.ts";

/** What the worker that sends runs is told; the first is `start`. */
export type ToSender =
  | {
    readonly type: "start";
    readonly server: MlflowServer;
    readonly experiment: string | undefined;
  }
  | { readonly type: "touch"; readonly folder: string }
  | { readonly type: "flush" };

/** What it tells. */
export type FromSender =
  | { readonly type: "failed"; readonly message: string }
  /** The folders of the runs that are not sent. */
  | { readonly type: "flushed"; readonly unsent: readonly string[] };
