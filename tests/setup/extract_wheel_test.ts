import assert from "node:assert/strict";
import { extractWheel } from "../../src/setup/extract_wheel.ts";
import { runCommand } from "../../src/setup/run_command.ts";
import { exists } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { python, withSmallWheel } from "./small_wheel.ts";

const ignore = python === undefined;

Deno.test({
  name: "extractWheel() extracts the wanted files, and programs run",
  ignore,
  fn: () =>
    withSmallWheel(async ({ wheel, path, folder }) => {
      const { members } = wheel;
      await extractWheel(path, { python: python!, folder, members });
      const lib = `${folder}/nextcart_probe/lib`;
      assert.equal(await Deno.readTextFile(`${lib}/data.txt`), "forty-two");
      const run = await runCommand(`${lib}/program`, []);
      assert.deepEqual(run, { success: true, output: "runs" });
      assert.ok(!await exists(`${folder}/nextcart_probe/include`));
    }),
});

Deno.test({
  name: "extractWheel() refuses a wheel that was cut",
  ignore,
  fn: () =>
    withSmallWheel(async ({ path, folder }) => {
      await Deno.truncate(path, 300);
      await assert.rejects(
        extractWheel(path, { python: python!, folder, members: "" }),
        new Unavailable(
          "the wheel cannot be extracted " +
            "(zipfile.BadZipFile: File is not a zip file)",
        ),
      );
    }),
});
