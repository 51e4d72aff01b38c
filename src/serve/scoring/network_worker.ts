/** A worker that owns a network: ONNX Runtime blocks the thread it runs on. */
import type { ScoreOptions } from "../scorer.ts";
import {
  type NetworkFiles,
  NetworkSession,
  type NetworkSessionOptions,
} from "./network_session.ts";
import { packItems } from "./packed_items.ts";
import type { PaddedSessions } from "./pad_sessions.ts";
import { webLocks } from "./web_locks.ts";

/** What the worker is asked; each is answered in its order. */
export type NetworkRequest =
  | { readonly open: NetworkFiles; readonly options: NetworkSessionOptions }
  | { readonly sessions: PaddedSessions; readonly asked: ScoreOptions[] }
  | { readonly close: true };

/** What it answers; the first says that it is there. */
export type NetworkResponse =
  | { readonly value: unknown }
  | { readonly error: string };

/** A worker's side of the channel. */
interface WorkerScope {
  readonly name: string;
  onmessage: (event: MessageEvent<NetworkRequest>) => void;
  postMessage(response: NetworkResponse): void;
}

const scope = globalThis as unknown as WorkerScope;
let session: NetworkSession | undefined;

async function answer(request: NetworkRequest): Promise<unknown> {
  if ("open" in request) {
    session = await NetworkSession.open(request.open, request.options);
    return undefined;
  }
  if ("close" in request) return await session?.close();
  return packItems(await session!.run(request.sessions, request.asked));
}

async function respond(request: NetworkRequest): Promise<void> {
  try {
    scope.postMessage({ value: await answer(request) });
  } catch (error) {
    scope.postMessage({ error: (error as Error).message });
  }
}

/** One after the other, whatever comes meanwhile. */
let responded = Promise.resolve();
scope.onmessage = ({ data }) => {
  responded = responded.then(() => respond(data));
};

webLocks.request(scope.name, () => {
  scope.postMessage({ value: undefined });
  return new Promise(() => {});
});
