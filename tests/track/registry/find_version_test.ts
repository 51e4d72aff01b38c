import assert from "node:assert/strict";
import { findVersion } from "../../../src/track/registry/find_version.ts";
import { localRegistry } from "../../../src/track/registry/local_registry.ts";
import { finishRun, startRun } from "../mlflow/made_run.ts";

Deno.test("findVersion() finds a version by its number and by an alias, and nothing else", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const registry = localRegistry(`${folder}/models`);
    const run = await startRun(`${folder}/runs`);
    await finishRun(run);
    await registry.register(run.folder, { name: "shop" });
    await registry.setAlias("shop", "champion", 1);
    for (
      const address of ["shop/1", "shop@champion", "models:/shop@champion"]
    ) {
      const found = await findVersion(registry, address);
      assert.equal(found?.run, run.id);
    }
    for (const address of ["latest", run.id, "a/b/c", "shop@", "/1"]) {
      assert.equal(await findVersion(registry, address), undefined);
    }
    for (const address of ["shop/2", "models:/shop@candidate", "other/1"]) {
      await assert.rejects(findVersion(registry, address), {
        name: "InputError",
        message: `${address} names no version of a model`,
      });
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
