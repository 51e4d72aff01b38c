import assert from "node:assert/strict";
import {
  findAddonPackage,
  packageVersion,
} from "../../src/setup/addon_package.ts";
import { exists } from "../../src/setup/runtime_folder.ts";

Deno.test("findAddonPackage() finds what the add-on is compiled from", async () => {
  const { version, folder, addon, sources, headers } = await findAddonPackage();
  assert.equal(version, "4.22.0");
  assert.ok(addon.startsWith(`${folder}/lib/`));
  for (const path of [...sources, `${headers}/node_api.h`]) {
    assert.ok(await exists(path), path);
  }
});

Deno.test("packageVersion() is that of the import map", async () => {
  const version = await packageVersion("@tensorflow/tfjs-backend-wasm");
  const config = new URL("../../deno.json", import.meta.url);
  const { imports } = JSON.parse(await Deno.readTextFile(config));
  assert.equal(
    imports["@tensorflow/tfjs-backend-wasm"],
    `npm:@tensorflow/tfjs-backend-wasm@${version}`,
  );
});
