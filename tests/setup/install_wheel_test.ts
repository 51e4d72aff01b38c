import assert from "node:assert/strict";
import { installWheel } from "../../src/setup/install_wheel.ts";
import { exists } from "../../src/setup/runtime_folder.ts";
import { python, withSmallWheel } from "./small_wheel.ts";

const ignore = python === undefined;

Deno.test({
  name: "installWheel() installs once, and then leaves it alone",
  ignore,
  fn: () =>
    withSmallWheel(async ({ wheel, path, folder }) => {
      const into = `${folder}/a/b`;
      const labels: string[] = [];
      const options = {
        python: python!,
        into,
        progress: ({ label }: { label: string }) => labels.push(label),
      };
      await installWheel(wheel, options);
      const file = `${into}/nextcart_probe/lib/data.txt`;
      assert.equal(await Deno.readTextFile(file), "forty-two");
      assert.equal(labels.at(-1), "Extracting nextcart-probe 1.0");
      await Deno.remove(path);
      await installWheel(wheel, options);
    }),
});

Deno.test({
  name: "installWheel() leaves nothing where the file is not the pinned one",
  ignore,
  fn: () =>
    withSmallWheel(async ({ wheel, folder }) => {
      const pinned = { ...wheel, sha256: "0".repeat(64) };
      const into = `${folder}/a`;
      await assert.rejects(
        installWheel(pinned, { python: python!, into, progress() {} }),
        { name: "InputError" },
      );
      assert.ok(!await exists(into));
    }),
});
