/**
 * Serves models over HTTP: `deno task serve`. A program of its own, beside the
 * other stages, so that it is given no more permissions and loads no more code
 * than serving needs.
 */
import { Follower } from "../src/serve/follower.ts";
import type { ModelStore } from "../src/serve/model_store.ts";
import { helpText } from "./help.ts";
import { parseFlags } from "./parse_flags.ts";
import { runMain } from "./run_main.ts";
import {
  SERVE_FLAGS,
  type ServeSettings,
  serveSettings,
} from "./serve/flags.ts";
import { currentModel, openModel } from "./serve/open_models.ts";
import { servingText } from "./serve/serving_text.ts";
import { startServing } from "./serve/start_serving.ts";

const SUMMARY =
  "Serve models over HTTP: TorchServe's API, the Open Inference Protocol, MLflow's";

async function main(args: string[]): Promise<number> {
  const { values } = parseFlags(args, {
    flags: SERVE_FLAGS,
    repeatable: ["models"],
  });
  if (values.help === true) {
    console.log(
      helpText("serve", { summary: SUMMARY, flags: SERVE_FLAGS }, {}),
    );
    return 0;
  }
  const settings = serveSettings(values);
  // Also while it starts: the first process of a container gets no signal that
  // it does not listen to.
  const asked = untilAskedToStop();
  const serving = await Promise.race([startServing(settings), asked]);
  if (serving === undefined) return 0;
  const { store, listening, stop } = serving;
  console.error(servingText(store, { listening, settings }));
  const follower = startFollower(store, settings);
  await asked;
  await follower?.stop();
  await stop();
  return 0;
}

function startFollower(
  store: ModelStore,
  { follow, pollMs, workers }: ServeSettings,
): Follower | undefined {
  if (follow === undefined) return undefined;
  const follower = new Follower({
    store,
    workers,
    current: (signal) => currentModel(follow, signal),
    open: (signal) => openModel(follow, { signal }),
    onSwap: ({ name, version }) =>
      console.error(`${follow} is now ${name} ${version}: it serves`),
    onProblem: (error) =>
      console.error(
        `${follow} cannot be looked at: ${
          error instanceof Error ? error.message : error
        }`,
      ),
  });
  follower.start(pollMs);
  return follower;
}

/** Until Ctrl-C, or the signal by which containers are stopped. */
function untilAskedToStop(): Promise<undefined> {
  return new Promise((resolve) => {
    const onSignal = () => {
      Deno.removeSignalListener("SIGINT", onSignal);
      Deno.removeSignalListener("SIGTERM", onSignal);
      resolve(undefined);
    };
    Deno.addSignalListener("SIGINT", onSignal);
    Deno.addSignalListener("SIGTERM", onSignal);
  });
}

if (import.meta.main) await runMain(main);
