import assert from "node:assert/strict";
import { openArtifacts } from "../../../src/track/mlflow/open_artifacts.ts";
import { pushRun } from "../../../src/track/mlflow/push_run.ts";
import { S3Artifacts } from "../../../src/track/mlflow/s3_artifacts.ts";
import { mlflowRegistry } from "../../../src/track/registry/mlflow_registry.ts";
import { readObject } from "../../../src/objects/read_object.ts";
import { s3, withS3Store } from "../../objects/with_store.ts";
import { finishRun, startRun, WEIGHTS } from "./made_run.ts";
import { mlflow, withServer } from "./with_server.ts";

/** Calls while the environment leads to the S3 server. */
async function withCredentials(call: () => Promise<void>): Promise<void> {
  const variables = {
    AWS_ACCESS_KEY_ID: s3!.accessKeyId,
    AWS_SECRET_ACCESS_KEY: s3!.secretAccessKey,
    AWS_REGION: s3!.region,
    MLFLOW_S3_ENDPOINT_URL: s3!.endpoint,
  };
  const before = Object.keys(variables).map((name) =>
    [name, Deno.env.get(name)] as const
  );
  for (const [name, value] of Object.entries(variables)) {
    Deno.env.set(name, value);
  }
  try {
    await call();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
  }
}

Deno.test({
  name:
    "S3Artifacts take a run's files and model past the server, and give them back",
  ignore: mlflow === undefined || s3 === undefined,
  fn: withServer(({ folder, experiment, client }) =>
    withS3Store((bucket) =>
      withCredentials(async () => {
        const { url } = client.rest;
        const created = await fetch(
          `${url}/api/2.0/mlflow/experiments/create`,
          {
            method: "POST",
            headers: { "content-type": "application/json" },
            body: JSON.stringify({
              name: experiment,
              artifact_location: bucket.address,
            }),
          },
        );
        await created.body?.cancel();
        const run = await startRun(`${folder}/runs`);
        await finishRun(run);
        assert.equal(await pushRun(run.folder, { client, experiment }), "sent");
        const keys = (await bucket.list()).map(({ key }) => key);
        assert.equal(keys.length, 4);
        const weights = keys.find((key) => key.endsWith("model.safetensors"));
        assert.match(weights!, /^models\/m-[0-9a-f]+\/artifacts\//);
        assert.deepEqual(
          new Uint8Array(await readObject(bucket, weights!)),
          WEIGHTS,
        );
        const registry = mlflowRegistry({ client, experiment });
        await registry.register(run.folder, { name: experiment });
        await registry.download(experiment, 1, `${folder}/copy`);
        assert.deepEqual(
          await Deno.readFile(`${folder}/copy/model.safetensors`),
          WEIGHTS,
        );
        using store = await openArtifacts(bucket.address, client.rest);
        assert.ok(store instanceof S3Artifacts);
      })
    )
  ),
});
