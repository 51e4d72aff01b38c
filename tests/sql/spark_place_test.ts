import assert from "node:assert/strict";
import { folderPlace } from "../../src/sql/spark_place.ts";
import { inFolder } from "./parity.ts";

Deno.test("folderPlace() keeps the script and moves results where they are wanted", () =>
  inFolder(async (folder) => {
    await Deno.mkdir(`${folder}/scratch/spark_results/a.parquet`, {
      recursive: true,
    });
    await Deno.mkdir(`${folder}/wanted`);
    const place = await folderPlace(`${folder}/scratch`);
    const script = await place.keepScript("SELECT 1");
    assert.equal(await Deno.readTextFile(script), "SELECT 1");
    assert.equal(
      place.address,
      `file://${await Deno.realPath(folder)}/scratch`,
    );
    await place.fetchResults(`${folder}/wanted`);
    assert.ok((await Deno.stat(`${folder}/wanted/a.parquet`)).isDirectory);
  }));
