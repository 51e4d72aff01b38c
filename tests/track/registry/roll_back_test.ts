import assert from "node:assert/strict";
import { localRegistry } from "../../../src/track/registry/local_registry.ts";
import { rollBack } from "../../../src/track/registry/roll_back.ts";

Deno.test("rollBack() says that nothing has the alias", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const options = { name: "shop", alias: "champion" };
    await assert.rejects(rollBack(localRegistry(folder), options), {
      name: "InputError",
      message: "Model shop has no version called champion",
    });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
