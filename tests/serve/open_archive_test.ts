import assert from "node:assert/strict";
import { openArchive } from "../../src/serve/open_archive.ts";
import { tinyArchiveBytes } from "../archive/tiny_archive.ts";

Deno.test("openArchive() gives what the server needs of an archive", async () => {
  const archive = await openArchive(tinyArchiveBytes(), { url: "shop.mar" });
  assert.equal(archive.name, "shop");
  assert.equal(archive.version, "1.0");
  assert.equal(archive.url, "shop.mar");
  assert.deepEqual(archive.metrics, { "recall@20": 0.5, "mrr@20": 0.25 });
  assert.equal(archive.events.format, "csv");
});

Deno.test("openArchive() takes the name and version that a registry gives", async () => {
  const { name, version } = await openArchive(tinyArchiveBytes(), {
    url: "models:/x@champion",
    name: "x",
    version: "7",
  });
  assert.deepEqual([name, version], ["x", "7"]);
});

Deno.test("openArchive() says which archive is damaged", async () => {
  const bytes = tinyArchiveBytes();
  await assert.rejects(
    openArchive(bytes.subarray(0, 100), { url: "x.mar" }),
    { name: "InputError", message: /^x\.mar / },
  );
});
