import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { checkWheel, downloadWheel } from "../../src/setup/download_wheel.ts";
import { exists } from "../../src/setup/runtime_folder.ts";
import { Unavailable } from "../../src/setup/unavailable.ts";
import { python, withSmallWheel } from "./small_wheel.ts";

const ignore = python === undefined;
const progress = () => {};

Deno.test({
  name: "downloadWheel() gets the pinned file",
  ignore,
  fn: () =>
    withSmallWheel(async ({ wheel, folder }) => {
      const target = `${folder}/target`;
      await Deno.mkdir(target);
      const path = await downloadWheel(wheel, {
        python: python!,
        folder: target,
        progress,
      });
      assert.equal(path, `${target}/nextcart_probe-1.0-py3-none-any.whl`);
      assert.equal((await Deno.stat(path)).size, wheel.bytes);
    }),
});

Deno.test({
  name: "downloadWheel() refuses another file and deletes it",
  ignore,
  fn: () =>
    withSmallWheel(async ({ wheel, folder }) => {
      const target = `${folder}/target`;
      await Deno.mkdir(target);
      const pinned = { ...wheel, sha256: "0".repeat(64) };
      await assert.rejects(
        downloadWheel(pinned, { python: python!, folder: target, progress }),
        new InputError(
          `nextcart-probe 1.0 from pip has SHA-256 ${wheel.sha256}, ` +
            `${pinned.sha256} is wanted: the file was deleted`,
        ),
      );
      assert.deepEqual([...Deno.readDirSync(target)], []);
    }),
});

Deno.test({
  name: "downloadWheel() says in one clause why pip cannot",
  ignore,
  fn: () =>
    withSmallWheel(async ({ wheel, folder }) => {
      const missing = { ...wheel, version: "9.9" };
      await assert.rejects(
        downloadWheel(missing, { python: python!, folder, progress }),
        new Unavailable(
          "pip cannot download nextcart-probe 9.9 " +
            "(No matching distribution found for nextcart-probe==9.9)",
        ),
      );
    }),
});

Deno.test({
  name: "checkWheel() keeps the pinned file",
  ignore,
  fn: () =>
    withSmallWheel(async ({ wheel, path }) => {
      await checkWheel(path, wheel);
      assert.ok(await exists(path));
    }),
});
