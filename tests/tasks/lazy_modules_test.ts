import assert from "node:assert/strict";
import { lazyModules } from "../../tasks/lazy_modules.ts";

Deno.test("lazyModules() loads the module of a name", async () => {
  const folder = new URL("../../src/", import.meta.url);
  const modules = lazyModules<typeof import("../../src/errors.ts")>(
    ["errors", "absent"],
    folder,
  );
  const { InputError } = await modules.get("errors")!();
  assert.ok(new InputError("line") instanceof Error);
  await assert.rejects(modules.get("absent")!(), /absent\.ts/);
});
