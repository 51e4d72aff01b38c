import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { inspectFile } from "../../src/events/inspect_file.ts";
import { inFolder } from "./in_folder.ts";

Deno.test("inspectFile() tells gzip by its content", async () => {
  await inFolder({ "a.gz": "x", "b.gzip": "plain" }, async (folder) => {
    assert.equal((await inspectFile(`${folder}/a.gz`)).gzip, true);
    assert.deepEqual(await inspectFile(`${folder}/b.gzip`), {
      bytes: 5,
      gzip: false,
    });
  });
});

Deno.test("inspectFile() refuses what is no text", async () => {
  const files = { "a": "", "b": "PAR1", "c": "PK\x03\x04" };
  await inFolder(files, async (folder) => {
    const wanted = {
      "/a": "is empty",
      "/b": "is a Parquet file, text (plain or gzip) is wanted",
      "/c": "is a zip archive, text (plain or gzip) is wanted",
      "/d": "does not exist",
      "": "is a folder, a file is wanted",
    };
    for (const [name, reason] of Object.entries(wanted)) {
      const path = folder + name;
      await assert.rejects(
        inspectFile(path),
        new InputError(`${path} ${reason}`),
      );
    }
  });
});
