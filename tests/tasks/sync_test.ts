import assert from "node:assert/strict";
import { finish, lastJson, startCli } from "../e2e/cli.ts";
import { finishRun, startRun } from "../track/mlflow/made_run.ts";
import { mlflow, withServer } from "../track/mlflow/with_server.ts";

function sync(words: string[], variables: Record<string, string>) {
  return finish(startCli(["sync", "--json", ...words], variables));
}

Deno.test({
  name: "sync sends the runs it can, names those it cannot, and fails then",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const runs = [await startRun(folder), await startRun(folder)];
    for (const run of runs) await finishRun(run);
    const [broken, good] = runs;
    await Deno.mkdir(`${broken!.folder}/mlflow.jsonl`);
    const variables = {
      MLFLOW_TRACKING_URI: client.rest.url,
      MLFLOW_EXPERIMENT_NAME: experiment,
    };
    const all = await sync(["--runs", folder], variables);
    assert.equal(all.code, 2);
    assert.match(
      all.stderr,
      new RegExp(`^${broken!.id}  .*/mlflow.jsonl cannot be written`, "m"),
    );
    assert.match(all.stderr, new RegExp(`^${good!.id}  http`, "m"));
    assert.match(
      all.stderr,
      new RegExp(`^error: Not sent: ${broken!.id}$`, "m"),
    );
    const one = await sync([good!.id, "--runs", folder], variables);
    assert.equal(one.code, 0, one.stderr);
    assert.deepEqual(lastJson(one), {
      server: client.rest.url,
      sent: [good!.id],
    });
  }),
});

Deno.test("sync wants a server to be named", async () => {
  const result = await sync([], {});
  assert.equal(result.code, 2);
  assert.equal(
    result.stderr.trim(),
    "error: MLFLOW_TRACKING_URI is to name the server",
  );
});
