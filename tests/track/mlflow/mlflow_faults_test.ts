/**
 * What may go wrong between a run and its server, on a server that these tests
 * start and kill.
 */
import assert from "node:assert/strict";
import { MlflowClient } from "../../../src/track/mlflow/mlflow_client.ts";
import { MlflowRest } from "../../../src/track/mlflow/mlflow_rest.ts";
import { mlflowServer } from "../../../src/track/mlflow/mlflow_server.ts";
import { mlflowStore } from "../../../src/track/mlflow/mlflow_store.ts";
import { openArtifacts } from "../../../src/track/mlflow/open_artifacts.ts";
import { pushRun } from "../../../src/track/mlflow/push_run.ts";
import { readSentState } from "../../../src/track/mlflow/send_journal.ts";
import { readRun } from "../../../src/track/read_run.ts";
import type {
  MlflowConnection,
  Server,
} from "../../../tasks/services/service.ts";
import { finish, startCli } from "../../e2e/cli.ts";
import { service, startMlflow } from "../../services.ts";
import { startGateway } from "./gateway.ts";
import { finishRun, startRun } from "./made_run.ts";
import { readBack } from "./read_back.ts";
import { startRelay } from "./relay.ts";

const isThere = await service("mlflow") !== undefined;

interface Place {
  readonly server: MlflowConnection & Server;
  /** Where the server keeps its data. */
  readonly data: string;
  /** Where runs are kept. */
  readonly runs: string;
}

Deno.test({
  name: "MLflow",
  ignore: !isThere,
  async fn(t) {
    const folder = await Deno.makeTempDir();
    const data = `${folder}/mlflow`;
    await Deno.mkdir(data);
    let server = await startMlflow(data);
    const step = (name: string, test: (place: Place) => Promise<void>) =>
      t.step(name, async () => {
        const runs = await Deno.makeTempDir({ dir: folder });
        await test({ server, data, runs });
      });
    try {
      await step(
        "that is broken off after any request is sent the rest, nothing twice",
        sendsTheRest,
      );
      await step(
        "gets a run by `deno task sync` that was killed in the middle",
        killSync,
      );
      await step("that is slow holds no run up", isSlow);
      await t.step(
        "that is killed in mid run and starts again gets all by then",
        async () => {
          const runs = await Deno.makeTempDir({ dir: folder });
          server = await restart({ server, data, runs });
        },
      );
      await t.step(
        "that is killed in mid upload and starts again gets the file whole",
        async () => {
          const runs = await Deno.makeTempDir({ dir: folder });
          server = await killInUpload({ server, data, runs });
        },
      );
    } finally {
      await server.stop("SIGKILL");
      await Deno.remove(folder, { recursive: true });
    }
  },
});

Deno.test({
  name:
    "MLflow that is away when a run starts holds nothing up, and gets all later",
  ignore: !isThere,
  async fn() {
    const runs = await Deno.makeTempDir();
    const notes: string[] = [];
    const url = freeUrl();
    const store = mlflowStore(runs, {
      server: { url },
      onNote: (it) => notes.push(it),
    });
    const startedAtMs = performance.now();
    const run = await startRun(runs, { store });
    await finishRun(run);
    assert.ok(performance.now() - startedAtMs < 1000);
    await store.close();
    assert.ok(performance.now() - startedAtMs < 10_000);
    assert.deepEqual(notes, [
      `note: MLflow at ${url} cannot be reached: Connection refused. Nothing is lost: runs stay in ${runs}, deno task sync sends them`,
    ]);
    assert.equal((await readRun(run.folder)).record.status, "finished");
    await Deno.remove(runs, { recursive: true });
  },
});

Deno.test({
  name:
    "MLflow with a password refuses another in one line, and takes the right one",
  ignore: !isThere,
  async fn() {
    const folder = await Deno.makeTempDir();
    const auth = { username: "admin", password: "correct horse 1" };
    const server = await startMlflow(folder, { auth });
    try {
      const run = await startRun(`${folder}/runs`);
      await finishRun(run);
      const sync = (password: string) =>
        syncRuns(`${folder}/runs`, {
          MLFLOW_TRACKING_URI: server.url,
          MLFLOW_TRACKING_USERNAME: "admin",
          MLFLOW_TRACKING_PASSWORD: password,
        });
      const refused = await sync("wrong horse 2");
      assert.equal(refused.code, 2);
      assert.equal(
        refused.stderr.trim(),
        `error: MLflow at ${server.url} refuses who asks (HTTP 401): check MLFLOW_TRACKING_USERNAME and _PASSWORD, or MLFLOW_TRACKING_TOKEN`,
      );
      const taken = await sync(auth.password);
      assert.equal(taken.code, 0, taken.stderr);
      const { runs } = await readBack(server, "test");
      assert.equal(runs[0].status, "FINISHED");
    } finally {
      await server.stop();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** Requests that sending one whole run takes, at most. */
const MOST_REQUESTS = 40;

async function sendsTheRest({ server, runs }: Place): Promise<void> {
  await using gateway = startGateway(server.url);
  for (let after = 0; after < MOST_REQUESTS; after++) {
    const experiment = `broken off after ${after}`;
    const run = await startRun(runs);
    await finishRun(run);
    const from = gateway.requests.length;
    // The last request that gets through is worked on, but not answered.
    gateway.meddle = (number) => {
      if (number < from + after) return undefined;
      return number === from + after ? "lose the answer" : { status: 503 };
    };
    const whole = await push(gateway, { folder: run.folder, experiment });
    gateway.meddle = () => undefined;
    if (!whole) await sendWhole(gateway, { folder: run.folder, experiment });
    await assertWhole(server, { folder: run.folder, experiment });
    if (whole) return;
  }
  assert.fail(`One run takes more than ${MOST_REQUESTS} requests`);
}

async function killSync({ server, runs }: Place): Promise<void> {
  await using gateway = startGateway(server.url);
  const experiment = "killed";
  const run = await startRun(runs);
  await finishRun(run);
  const variables = {
    MLFLOW_TRACKING_URI: gateway.url,
    MLFLOW_EXPERIMENT_NAME: experiment,
  };
  for (const after of [3, 4, 4, 4]) {
    const child = startCli(["sync", "--runs", runs], variables);
    const from = gateway.requests.length;
    gateway.meddle = (number) => {
      if (number <= from + after) return undefined;
      child.kill("SIGKILL");
      return "lose the answer";
    };
    assert.equal((await finish(child)).code, 137);
  }
  gateway.meddle = () => undefined;
  const result = await syncRuns(runs, variables);
  assert.equal(result.code, 0, result.stderr);
  assert.match(
    result.stdout,
    /-[a-z0-9]{4} {2}http:.*\/#\/experiments\/\d+\/runs\//,
  );
  await assertWhole(server, { folder: run.folder, experiment });
}

async function isSlow({ server, runs }: Place): Promise<void> {
  await using gateway = startGateway(server.url);
  gateway.meddle = () => "hang";
  const notes: string[] = [];
  const store = mlflowStore(runs, {
    server: { url: gateway.url },
    onNote: (it) => notes.push(it),
    closeWithinMs: 1000,
  });
  const startedAtMs = performance.now();
  const run = await startRun(runs, { store });
  await finishRun(run);
  assert.ok(performance.now() - startedAtMs < 1000);
  await store.close();
  assert.ok(performance.now() - startedAtMs < 3000);
  assert.equal(notes.length, 1);
  assert.match(notes[0]!, /did not take all within 1 s\. Nothing is lost/);
  const experiment = "slow";
  await sendWhole(server, { folder: run.folder, experiment });
  await assertWhole(server, { folder: run.folder, experiment });
}

async function restart(
  { server, data, runs }: Place,
): Promise<Place["server"]> {
  const experiment = "restarted";
  const store = mlflowStore(runs, {
    server: { url: server.url },
    experiment,
    onNote: () => {},
  });
  const run = await startRun(runs, { store });
  await run.logMetrics({ loss: 9 }, 0);
  while (!(await hasRun(server, experiment))) {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await server.stop("SIGKILL");
  await finishRun(run);
  await store.close();
  const again = await startMlflow(data, { port: server.port });
  await sendWhole(again, { folder: run.folder, experiment });
  const { runs: [read] } = await readBack(again, experiment);
  assert.deepEqual(
    read.history.loss.map(([step, value]: [number, string]) => [step, value]),
    [[0, "9.0"], [1, "5.5"], [2, "nan"]],
  );
  assert.equal(read.status, "FINISHED");
  return again;
}

async function killInUpload(
  { server, data, runs }: Place,
): Promise<Place["server"]> {
  const run = await startRun(runs);
  await run.logArtifact("large.bin", new Uint8Array(60e6).fill(7));
  await run.end("finished");
  const killed = Promise.withResolvers<void>();
  using relay = startRelay(server.port, {
    bytes: 20e6,
    onBytes: () => server.stop("SIGKILL").then(killed.resolve, killed.reject),
  });
  const one = { folder: run.folder, experiment: "killed in mid upload" };
  assert.equal(await push(relay, one), false);
  await killed.promise;
  const again = await startMlflow(data, { port: server.port });
  await sendWhole(again, one);
  const { artifactUri } = await readSentState(run.folder);
  const rest = new MlflowRest({ url: again.url });
  using store = await openArtifacts(artifactUri!, rest);
  assert.deepEqual(await store.list(), [{ name: "large.bin", size: 60e6 }]);
  return again;
}

async function hasRun(
  { url }: { url: string },
  experiment: string,
): Promise<boolean> {
  const client = new MlflowClient(new MlflowRest({ url }));
  const found = await client.experiment(experiment);
  if (found === undefined) return false;
  const tag = { key: "backend", value: "wasm" };
  return (await client.runsByTag(found.experiment_id, tag)).length === 1;
}

/** An address at which nobody listens. */
function freeUrl(): string {
  using listener = Deno.listen({ port: 0, hostname: "127.0.0.1" });
  return `http://127.0.0.1:${listener.addr.port}`;
}

interface OneRun {
  readonly folder: string;
  readonly experiment: string;
}

/** Whether one attempt, that gives up soon, sends the run whole. */
async function push(
  { url }: { url: string },
  { folder, experiment }: OneRun,
): Promise<boolean> {
  const rest = new MlflowRest(mlflowServer({ uri: url }), { retries: 0 });
  try {
    await pushRun(folder, { client: new MlflowClient(rest), experiment });
    return true;
  } catch {
    return false;
  }
}

async function sendWhole(
  { url }: { url: string },
  { folder, experiment }: OneRun,
): Promise<void> {
  const client = new MlflowClient(new MlflowRest({ url }));
  let pushed = await pushRun(folder, { client, experiment });
  // A worker that was stopped lets go of the run a moment later.
  for (let tries = 0; pushed === "busy" && tries < 40; tries++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    pushed = await pushRun(folder, { client, experiment });
  }
  assert.equal(pushed, "sent");
}

/** One run and one model, each metric once, all files. */
async function assertWhole(
  { url }: { url: string },
  { experiment }: OneRun,
): Promise<void> {
  // deno-lint-ignore no-explicit-any
  const ask = async (path: string, body?: unknown): Promise<any> => {
    const response = await fetch(`${url}/api/2.0/${path}`, {
      ...(body === undefined ? {} : {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json" },
      }),
    });
    return await response.json();
  };
  const { experiment: { experiment_id } } = await ask(
    `mlflow/experiments/get-by-name?experiment_name=${encodeURI(experiment)}`,
  );
  const experiment_ids = [experiment_id];
  const { runs } = await ask("mlflow/runs/search", { experiment_ids });
  assert.equal(runs.length, 1, experiment);
  const [{ info, data, inputs, outputs }] = runs;
  assert.equal(info.status, "FINISHED");
  assert.equal(data.params.length, 5);
  assert.equal(inputs.dataset_inputs.length, 1);
  const counts: Record<string, number> = {};
  for (const { key } of data.metrics) {
    const query = new URLSearchParams({ run_id: info.run_id, metric_key: key });
    const { metrics } = await ask(`mlflow/metrics/get-history?${query}`);
    counts[key] = metrics.length;
  }
  assert.deepEqual(counts, {
    loss: 2,
    "validation/mrr_at_20": 2,
    mrr_at_20: 1,
    "vs/markov/mrr_at_20": 1,
  }, experiment);
  const { models } = await ask("mlflow/logged-models/search", {
    experiment_ids,
  });
  assert.equal(models.length, 1, experiment);
  const [{ info: model }] = models;
  assert.equal(model.status, "LOGGED_MODEL_READY");
  assert.deepEqual(
    outputs.model_outputs.map((it: { model_id: string }) => it.model_id),
    [model.model_id],
  );
  const path = model.artifact_uri.replace("mlflow-artifacts:/", "");
  const { files } = await ask(`mlflow-artifacts/artifacts?path=${path}`);
  const weights = files.find((it: { path: string }) =>
    it.path === "model.safetensors"
  );
  assert.equal(files.length, 3);
  assert.equal(weights.file_size, 300_000);
}

function syncRuns(runs: string, variables: Record<string, string>) {
  return finish(startCli(["sync", "--runs", runs], variables));
}
