import assert from "node:assert/strict";
import { MlflowRest } from "../../../src/track/mlflow/mlflow_rest.ts";
import { openArtifacts } from "../../../src/track/mlflow/open_artifacts.ts";
import { ProxiedArtifacts } from "../../../src/track/mlflow/proxied_artifacts.ts";
import { mlflow, withServer } from "./with_server.ts";

Deno.test("openArtifacts() refuses a place that only the server can reach", async () => {
  const rest = new MlflowRest({ url: "http://shop:5000" });
  await assert.rejects(openArtifacts("file:///srv/mlruns/1", rest), {
    message:
      "MLflow at http://shop:5000 keeps artifacts at file:, which cannot be reached from here: mlflow-artifacts: (--serve-artifacts) or s3: is wanted",
  });
});

Deno.test({
  name: "ProxiedArtifacts gives back what was put, whatever the file is called",
  ignore: mlflow === undefined,
  fn: withServer(async ({ folder, experiment, client }) => {
    const uri = `mlflow-artifacts:/${experiment}`;
    using store = await openArtifacts(uri, client.rest);
    assert.ok(store instanceof ProxiedArtifacts);
    assert.deepEqual(await store.list(), []);
    const bytes = crypto.getRandomValues(new Uint8Array(60_000));
    await Deno.writeFile(`${folder}/a`, bytes);
    await Deno.writeFile(`${folder}/empty`, new Uint8Array());
    await store.put("sub/größe 100%.bin", `${folder}/a`);
    await store.put("empty", `${folder}/empty`);
    const files = await store.list();
    assert.deepEqual(files.toSorted((a, b) => a.size - b.size), [
      { name: "empty", size: 0 },
      { name: "sub/größe 100%.bin", size: 60_000 },
    ]);
    for (const file of files) {
      await store.get(file, `${folder}/back`);
      const wanted = file.size === 0 ? new Uint8Array() : bytes;
      assert.deepEqual(await Deno.readFile(`${folder}/back`), wanted);
    }
    const rest = new MlflowRest({ url: mlflow!.url }, { retries: 0 });
    await assert.rejects(
      new ProxiedArtifacts(experiment, rest)
        .get({ name: "empty", size: 5 }, `${folder}/short`),
      /empty: 0 bytes came, 5 are wanted/,
    );
  }),
});

Deno.test("ProxiedArtifacts takes no name that leads out of a folder, whatever a server says", async () => {
  await using server = Deno.serve(
    { port: 0, hostname: "127.0.0.1", onListen: () => {} },
    () => Response.json({ files: [{ path: "../../evil", is_dir: false }] }),
  );
  const rest = new MlflowRest({ url: `http://127.0.0.1:${server.addr.port}` });
  await assert.rejects(new ProxiedArtifacts("1/models", rest).list(), {
    name: "InputError",
    message: /^"\.\.\/\.\.\/evil" is no key of an object/,
  });
});
