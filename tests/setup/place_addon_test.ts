import assert from "node:assert/strict";
import {
  checkAddonLoads,
  compiledAddon,
  placeAddon,
} from "../../src/setup/place_addon.ts";
import { exists, runtimeFolder } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";

Deno.test("compiledAddon() lies beside its TensorFlow", () => {
  assert.equal(
    compiledAddon("tensorflow-1"),
    `${runtimeFolder}/tensorflow-1/tfjs_binding.node`,
  );
});

Deno.test("placeAddon() replaces the file and spares who has it open", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const [from, to] = [`${folder}/new`, `${folder}/lib/addon`];
    await Deno.mkdir(`${folder}/lib`);
    await Deno.writeTextFile(from, "new");
    await Deno.writeTextFile(to, "old");
    using opened = await Deno.open(to);
    await placeAddon(from, to);
    assert.equal(await Deno.readTextFile(to), "new");
    const buffer = new Uint8Array(3);
    await opened.read(buffer);
    assert.equal(new TextDecoder().decode(buffer), "old");
    const names = [...Deno.readDirSync(`${folder}/lib`)].map((it) => it.name);
    assert.deepEqual(names, ["addon"]);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("checkAddonLoads() refuses what is no library, and removes it", async () => {
  const path = await Deno.makeTempFile({ suffix: ".node" });
  await Deno.writeTextFile(path, "not a library");
  await assert.rejects(
    checkAddonLoads(path),
    (error) =>
      error instanceof Unavailable &&
      error.message.startsWith("the add-on does not load ("),
  );
  assert.equal(await exists(path), false);
});
