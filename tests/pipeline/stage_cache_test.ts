import assert from "node:assert/strict";
import { folderStore } from "../../src/objects/folder_store.ts";
import { openStore } from "../../src/objects/open_store.ts";
import { FileDigests } from "../../src/pipeline/file_digests.ts";
import { StageCache } from "../../src/pipeline/stage_cache.ts";
import { digestText } from "../../src/pipeline/digest_text.ts";
import { stableJson } from "../../src/pipeline/stable_json.ts";
import { readTree, type Tree, treeOf } from "../../src/pipeline/tree.ts";
import { service } from "../services.ts";
import { inFolder } from "./in_folder.ts";

const FILES = {
  "made/data/a.txt": "abc",
  "made/data/b.txt": "abd",
  "made/n": "1",
};
const KEY = "f".repeat(64);

async function made(folder: string) {
  const digests = new FileDigests();
  return {
    name: "prepare",
    outputs: {
      data: (await readTree(`${folder}/made/data`, digests))!,
      n: (await readTree(`${folder}/made/n`, digests))!,
    },
    metrics: { rows: 2 },
    seconds: 1.5,
  };
}

Deno.test("StageCache.restore() lays out what keep() stored, by links", () =>
  inFolder(FILES, async (folder) => {
    const cache = new StageCache(folderStore(`${folder}/cache`));
    assert.equal(await cache.find(KEY), undefined);
    await cache.keep(KEY, await made(folder), { folder: `${folder}/made` });
    const found = (await cache.find(KEY))!;
    const { name, metrics, seconds } = found;
    assert.deepEqual({ name, metrics, seconds }, {
      name: "prepare",
      metrics: { rows: 2 },
      seconds: 1.5,
    });
    await cache.restore(found, { folder: `${folder}/back` });
    assert.equal(await Deno.readTextFile(`${folder}/back/data/b.txt`), "abd");
    assert.equal(await Deno.readTextFile(`${folder}/back/n`), "1");
    const { nlink, mode } = await Deno.stat(`${folder}/back/n`);
    assert.deepEqual([nlink, mode! & 0o777], [2, 0o444]);
  }));

Deno.test("StageCache.restore() refuses a file that was altered, cut short or lost, and forgets it", () =>
  inFolder(FILES, async (folder) => {
    const cache = new StageCache(folderStore(`${folder}/cache`));
    const stage = await made(folder);
    const { sha256 } = stage.outputs.data.files[1]!;
    const path = `${folder}/cache/files/${sha256.slice(0, 2)}/${sha256}`;
    const faults: Record<string, () => Promise<void>> = {
      altered: () => Deno.writeTextFile(path, "abe"),
      "cut short": () => Deno.truncate(path, 1),
      lost: () => Deno.remove(path),
    };
    for (const [fault, spoil] of Object.entries(faults)) {
      await cache.keep(KEY, stage, { folder: `${folder}/made` });
      await spoil();
      await assert.rejects(
        cache.restore(stage, { folder: `${folder}/${fault}` }),
        {
          name: "DamagedCache",
          message: `data/b.txt in the cache ${folder}/cache is damaged`,
        },
      );
      await assert.rejects(Deno.stat(path));
    }
  }));

Deno.test("StageCache.find() refuses a record that was altered or cut short, and forgets it", () =>
  inFolder(FILES, async (folder) => {
    const cache = new StageCache(folderStore(`${folder}/cache`));
    const path = `${folder}/cache/stages/${KEY}.json`;
    for (
      const spoil of [
        (text: string) => text.replace("1.5", "2.5"),
        (text: string) => text.slice(0, -20),
        () => "null",
      ]
    ) {
      await cache.keep(KEY, await made(folder), { folder: `${folder}/made` });
      await Deno.writeTextFile(path, spoil(await Deno.readTextFile(path)));
      await assert.rejects(cache.find(KEY), {
        name: "DamagedCache",
        message: `${path} is damaged`,
      });
      assert.equal(await cache.find(KEY), undefined);
    }
  }));

Deno.test("StageCache.find() refuses a record that would write outside the folder", () =>
  inFolder(FILES, async (folder) => {
    const cache = new StageCache(folderStore(`${folder}/cache`));
    const { outputs, ...stage } = await made(folder);
    const [file] = outputs.n.files;
    for (
      const evil of [
        { "../n": outputs.n },
        { n: treeOf([{ ...file!, path: "../../n" }]) },
        { "/tmp/n": outputs.n },
      ] as Record<string, Tree>[]
    ) {
      const record = { ...stage, outputs: evil };
      const files = { folder: `${folder}/made/data/x` };
      await cache.keep(KEY, { ...record, outputs: {} }, files);
      const path = `${folder}/cache/stages/${KEY}.json`;
      const { digest: _, ...content } = JSON.parse(
        await Deno.readTextFile(path),
      );
      content.files = Object.fromEntries(
        Object.entries(evil).map(([path, { files }]) => [path, files]),
      );
      const digest = digestText(stableJson(content));
      await Deno.writeTextFile(path, JSON.stringify({ ...content, digest }));
      await assert.rejects(cache.find(KEY), { name: "DamagedCache" });
    }
  }));

const s3 = await service("s3");

Deno.test({
  name: "StageCache works in a bucket, and refuses what was altered there",
  ignore: s3 === undefined,
  fn: () =>
    inFolder(FILES, async (folder) => {
      const prefix = `pipeline-${crypto.randomUUID().slice(0, 8)}`;
      using store = await openStore(`s3://${s3!.bucket}/${prefix}`, {
        s3: s3!,
      });
      const cache = new StageCache(store);
      assert.ok(cache.isRemote);
      const stage = await made(folder);
      await cache.keep(KEY, stage, { folder: `${folder}/made` });
      await cache.restore((await cache.find(KEY))!, {
        folder: `${folder}/back`,
      });
      assert.equal(await Deno.readTextFile(`${folder}/back/data/a.txt`), "abc");
      const { sha256 } = stage.outputs.n.files[0]!;
      const key = `files/${sha256.slice(0, 2)}/${sha256}`;
      await store.put(key, new TextEncoder().encode("2"));
      await assert.rejects(
        cache.restore(stage, { folder: `${folder}/again` }),
        { name: "DamagedCache", message: /^n in the cache s3:.* is damaged$/ },
      );
      for (const { key } of await store.list()) await store.delete(key);
    }),
});
