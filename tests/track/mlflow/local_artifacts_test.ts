import assert from "node:assert/strict";
import { localArtifacts } from "../../../src/track/mlflow/local_artifacts.ts";

Deno.test("localArtifacts() finds files in folders too, and none that is half-written", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/plots`);
    await Deno.writeTextFile(`${folder}/plots/a.svg`, "<svg/>");
    await Deno.writeTextFile(`${folder}/model.bin`, "12");
    await Deno.writeTextFile(`${folder}/model.bin.0a1b2c3d.part`, "1");
    await Deno.utime(`${folder}/model.bin`, 5, 5);
    const found = await localArtifacts(folder);
    assert.deepEqual(found.map(({ name, size }) => [name, size]), [
      ["model.bin", 2],
      ["plots/a.svg", 6],
    ]);
    assert.equal(found[0]!.mark, "2 5000");
    assert.equal(found[1]!.path, `${folder}/plots/a.svg`);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("localArtifacts() finds none where there is no folder", async () => {
  assert.deepEqual(await localArtifacts("/nowhere"), []);
});
