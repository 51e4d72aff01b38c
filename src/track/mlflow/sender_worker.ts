/**
 * The worker that mlflow_store.ts starts. Training holds its own thread for
 * seconds at a time, in which no answer is read and every time-out passes; here
 * the network has a thread of its own, and cannot hold training up.
 */
import { MlflowClient } from "./mlflow_client.ts";
import { MlflowRest } from "./mlflow_rest.ts";
import { pushRun } from "./push_run.ts";
import { RunSender } from "./run_sender.ts";
import type { FromSender, ToSender } from "./sender_messages.ts";

const worker = self as unknown as Worker;
let sender: RunSender;

worker.onmessage = async ({ data }: MessageEvent<ToSender>) => {
  switch (data.type) {
    case "start":
      sender = startSender(data);
      break;
    case "touch":
      sender.touch(data.folder);
      break;
    case "flush":
      tell({ type: "flushed", unsent: await sender.flush() });
  }
};

function startSender(
  { server, experiment }: ToSender & { type: "start" },
): RunSender {
  const rest = new MlflowRest(server, { timeoutMs: 5000, retries: 2 });
  const client = new MlflowClient(rest);
  return new RunSender({
    push: (folder) => pushRun(folder, { client, experiment }),
    onFailure: (message) => tell({ type: "failed", message }),
  });
}

function tell(message: FromSender): void {
  worker.postMessage(message);
}
