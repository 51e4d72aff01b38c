import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { localRegistry } from "../../src/track/registry/local_registry.ts";
import type { ModelRegistry } from "../../src/track/registry/model_registry.ts";
import { tinyArchiveBytes } from "../archive/tiny_archive.ts";
import { finishRun, startRun } from "../track/mlflow/made_run.ts";
import { finish, inTempFolder, startProgram } from "./cli.ts";

const PROGRAM = fileURLToPath(
  new URL("../../tasks/serve.ts", import.meta.url),
);

/** Registers the tiny shop's model as the next version of `shop`. */
async function registerShop(
  registry: ModelRegistry,
  folder: string,
): Promise<void> {
  const run = await startRun(`${folder}/runs`);
  await run.logArtifact("model.mar", tinyArchiveBytes());
  await finishRun(run);
  await registry.register(run.folder, { name: "shop" });
}

/** What a process prints, and a way to wait for some of it. */
function follow(stream: ReadableStream<Uint8Array>) {
  let text = "";
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  return async (pattern: RegExp): Promise<string> => {
    while (!pattern.test(text)) {
      const { done, value } = await reader.read();
      if (done) throw new Error(`${pattern} did not come: ${text}`);
      text += value;
    }
    return pattern.exec(text)![1] ?? "";
  };
}

Deno.test("deno task serve follows an alias of the registry, and ends when told to", async () => {
  await inTempFolder(async (folder) => {
    const registry = localRegistry(`${folder}/models`);
    await registerShop(registry, folder);
    await registry.setAlias("shop", "champion", 1);
    const server = new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--allow-all", "--no-check", PROGRAM],
        ...["--follow=models:/shop@champion", "--poll-seconds=1"],
        ...["--port=0", "--management-port=0", "--metrics-port=0"],
        ...["--disable-token-auth", "--no-access-log"],
      ],
      cwd: folder,
      env: { NO_COLOR: "1", MLFLOW_TRACKING_URI: "" },
      stdout: "null",
      stderr: "piped",
    }).spawn();
    const printed = follow(server.stderr);
    try {
      const url = await printed(/inference\s+(http:\S+)/);
      const versions = async () => {
        const response = await fetch(`${url}/v2/models/shop`);
        return (await response.json()).versions;
      };
      assert.deepEqual(await versions(), ["1"]);
      await registerShop(registry, folder);
      await registry.setAlias("shop", "champion", 2);
      await printed(/models:\/shop@champion is now shop (2): it serves/);
      assert.deepEqual(await versions(), ["2"]);
    } finally {
      server.kill("SIGTERM");
    }
    assert.equal((await server.status).code, 0);
    // Nothing more, to the end of what it printed.
    await assert.rejects(printed(/cannot be looked at/), /did not come/);
  });
});

Deno.test("deno task serve ends when told to while it still waits for its model", async () => {
  // A registry that takes connections, and never answers.
  using registry = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const server = startProgram("tasks/serve.ts", [
    "--models=models:/shop@champion",
    ...["--port=0", "--management-port=0", "--metrics-port=0"],
    "--disable-token-auth",
  ], { MLFLOW_TRACKING_URI: `http://127.0.0.1:${registry.addr.port}` });
  using _asked = await registry.accept();
  server.kill("SIGTERM");
  const { code, stderr } = await finish(server);
  assert.deepEqual({ code, stderr }, { code: 0, stderr: "" });
});
