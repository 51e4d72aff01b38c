/** What may go wrong between a dataset and an S3 server, each for real. */
import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { openStore } from "../../src/objects/open_store.ts";
import { connectS3 } from "../../src/objects/s3_connection.ts";
import {
  type FetchedVersion,
  fetchVersion,
} from "../../src/versions/fetch_version.ts";
import { findVersion } from "../../src/versions/find_version.ts";
import { manifestText, sealManifest } from "../../src/versions/manifest.ts";
import { randomBytes } from "../objects/random_bytes.ts";
import { type OwnServer, withS3Server } from "../objects/with_s3_server.ts";
import { s3 } from "../objects/with_store.ts";
import { startS3 } from "../services.ts";
import { inFolder, names, publishShop } from "./shop_version.ts";

const v1 = { name: "shop", version: "v1" };
const V1 = "datasets/shop/v1";

/** A test with a server of its own and an empty folder; skipped without S3. */
function faultTest(
  name: string,
  test: (server: OwnServer, folder: string) => Promise<void>,
  possible = s3 !== undefined,
): void {
  Deno.test({
    name,
    ignore: !possible,
    fn: () => withS3Server((server) => inFolder((it) => test(server, it))),
  });
}

/** What the fetched parts hold, joined. */
function contentOf({ folder, manifest }: FetchedVersion): Buffer {
  return Buffer.concat(
    manifest.parts.map(({ name }) => Deno.readFileSync(`${folder}/${name}`)),
  );
}

async function unfinishedUploads({ settings }: OwnServer): Promise<number> {
  const { bucket } = settings;
  const { client } = await connectS3(bucket, settings, { timeoutMs: 5000 });
  const { Uploads } = await client.listMultipartUploads({ Bucket: bucket });
  client.destroy();
  return Uploads?.length ?? 0;
}

/** Asserts one line, and that nothing of the version is on the disk. */
async function assertRefused(
  fetching: Promise<unknown>,
  { message, folder }: { message: RegExp; folder: string },
): Promise<void> {
  const error = await fetching.then(() => null, (error) => error);
  assert.equal(error?.name, "InputError", String(error));
  assert.match(error.message, message);
  assert.doesNotMatch(error.message, /\n/);
  assert.deepEqual(names(`${folder}/cache/versions`), []);
  assert.deepEqual(names(`${folder}/out`), []);
}

faultTest(
  "publishVersion() goes on where the server was killed in mid upload",
  async (server, folder) => {
    const contents = [randomBytes(4_000_000), randomBytes(60_000_000)];
    using store = await server.open();
    let killed: Promise<void> | undefined;
    const onProgress = ({ done }: { done: number }) => {
      if (done > 6_000_000) killed ??= server.kill();
    };
    await assert.rejects(publishShop(store, contents, { onProgress }), {
      name: "StoreUnreachable",
      message: /^http:\S+ cannot be reached or broke off \(ECONN\w+, s3:\S+\)$/,
    });
    await killed;
    await server.restart();
    await assert.rejects(findVersion(store, v1), {
      message: /holds no version v1 of dataset shop: there is none$/,
    });
    assert.equal(await unfinishedUploads(server), 1);
    await publishShop(store, contents);
    assert.equal(await unfinishedUploads(server), 0);
    const cache = `${folder}/cache`;
    const fetched = await fetchVersion(store, v1, { cache });
    assert.ok(contentOf(fetched).equals(Buffer.concat(contents)));
  },
);

faultTest(
  "fetchVersion() goes on where the server was killed in mid download",
  async (server, folder) => {
    const content = randomBytes(60_000_000);
    using store = await server.open();
    await publishShop(store, [content]);
    const cache = `${folder}/cache`;
    const out = `${folder}/out`;
    let killed: Promise<void> | undefined;
    const onProgress = ({ done }: { done: number }) => {
      if (done > 5_000_000) killed ??= server.kill();
    };
    await assert.rejects(fetchVersion(store, v1, { cache, out, onProgress }), {
      name: "StoreUnreachable",
    });
    await killed;
    assert.deepEqual(names(out), []);
    assert.deepEqual(names(`${cache}/versions`), []);
    const [kept] = names(`${cache}/sha256`);
    assert.match(kept!, /^[0-9a-f]{64}\.part$/);
    const keptBytes = Deno.statSync(`${cache}/sha256/${kept}`).size;
    assert.ok(keptBytes > 5_000_000 && keptBytes < 60_000_000);

    await server.restart();
    using proxied = await server.open({ throughProxy: true });
    const fetched = await fetchVersion(proxied, v1, { cache, out });
    assert.ok(contentOf(fetched).equals(content));
    // Beside the rest of the part, answers have heads, and there is a manifest.
    const rest = 60_000_000 - keptBytes;
    assert.ok(
      server.proxy.passed >= rest && server.proxy.passed < rest + 20_000,
    );
  },
);

faultTest(
  "fetchVersion() goes on by itself on a line that breaks off again and again",
  async (server, folder) => {
    const content = randomBytes(30_000_000);
    using store = await server.open({ throughProxy: true });
    await publishShop(store, [content]);
    const before = server.proxy.passed;
    Object.assign(server.proxy.faults, {
      afterBytes: before + 5_000_000,
      then: "cut",
      times: 3,
    });
    const fetched = await fetchVersion(store, v1, { cache: `${folder}/cache` });
    assert.ok(contentOf(fetched).equals(content));
    assert.equal(server.proxy.faults.times, 0);
    // Nothing to speak of came twice.
    assert.ok(server.proxy.passed - before < 31_000_000);
  },
);

faultTest(
  "fetchVersion() gives up on a server that stalls, and keeps what came",
  async (server, folder) => {
    using store = await server.open();
    await publishShop(store, [randomBytes(20_000_000)]);
    using slow = await server.open({ throughProxy: true, timeoutMs: 300 });
    Object.assign(server.proxy.faults, {
      afterBytes: 5_000_000,
      then: "stall",
    });
    const cache = `${folder}/cache`;
    const begun = performance.now();
    await assert.rejects(fetchVersion(slow, v1, { cache }), {
      name: "StoreUnreachable",
      message: /^http:\S+ is silent \(s3:\S+\)$/,
    });
    assert.ok(performance.now() - begun < 30_000);
    assert.equal(names(`${cache}/sha256`).length, 1);
    const fetched = await fetchVersion(store, v1, { cache });
    assert.equal(contentOf(fetched).length, 20_000_000);
  },
);

faultTest(
  "fetchVersion() refuses a part that was cut off on the server",
  async (server, folder) => {
    using store = await server.open();
    const { parts } = await publishShop(store, ["one", "second"]);
    const key = `${V1}/${parts[1]!.name}`;
    await Deno.truncate(`${server.objects}/${key}`, 4);
    const where = { cache: `${folder}/cache`, out: `${folder}/out` };
    const message =
      /^s3:\S+\/part-00001-\w+\.parquet is damaged: it has 4 bytes, the manifest says 6$/;
    await assertRefused(fetchVersion(store, v1, where), { message, folder });
    assert.deepEqual(names(`${where.cache}/sha256`), []);
  },
);

faultTest(
  "fetchVersion() refuses a part that was altered, though its size is right",
  async (server, folder) => {
    using store = await server.open();
    const { parts } = await publishShop(store, ["one", "second"]);
    const path = `${server.objects}/${V1}/${parts[1]!.name}`;
    await Deno.writeTextFile(path, "secOnd");
    const where = { cache: `${folder}/cache`, out: `${folder}/out` };
    const message =
      /^s3:\S+\/part-00001-\w+\.parquet was altered: it has SHA-256 \w{64}, the manifest says \w{64}$/;
    await assertRefused(fetchVersion(store, v1, where), { message, folder });
    const cached = names(`${where.cache}/sha256`);
    assert.ok(!cached.some((it) => it.startsWith(parts[1]!.sha256)));
  },
);

faultTest(
  "fetchVersion() refuses a manifest that was cut off or altered",
  async (server, folder) => {
    using store = await server.open();
    await publishShop(store, ["one"]);
    const path = `${server.objects}/${V1}/manifest.json`;
    const text = await Deno.readTextFile(path);
    const where = { cache: `${folder}/cache`, out: `${folder}/out` };
    const fetching = () => fetchVersion(store, v1, where);
    await Deno.writeTextFile(path, text.slice(0, -20));
    const cut = { message: /manifest\.json is cut off or no JSON$/, folder };
    await assertRefused(fetching(), cut);
    await Deno.writeTextFile(path, text.replace('"bytes": 3', '"bytes": 2'));
    const altered = {
      message: /manifest\.json was altered: its digest/,
      folder,
    };
    await assertRefused(fetching(), altered);
  },
);

faultTest(
  "fetchVersion() refuses a part whose name leads out of the folder",
  async (server, folder) => {
    using store = await server.open();
    const { digest: _, parts, ...facts } = await publishShop(store, ["one"]);
    const evil = [{ ...parts[0]!, name: "../../evil" }];
    const text = manifestText(sealManifest({ ...facts, parts: evil }));
    await Deno.writeTextFile(`${server.objects}/${V1}/manifest.json`, text);
    const where = { cache: `${folder}/cache`, out: `${folder}/out` };
    const message = /parts\.0\.name: a plain file name is wanted$/;
    await assertRefused(fetchVersion(store, v1, where), { message, folder });
  },
);

faultTest(
  "publishVersion() lets one of two writers of a version win, whole",
  async (server, folder) => {
    const contents = [1, 2].map((writer) => [
      randomBytes(7_000_000 * writer),
      `writer ${writer}`,
      "shared",
    ]);
    const stores: ObjectStore[] = [await server.open(), await server.open()];
    const results = await Promise.allSettled(
      contents.map((it, at) => publishShop(stores[at]!, it)),
    );
    const won = results.findIndex(({ status }) => status === "fulfilled");
    const lost = results[1 - won]!;
    assert.equal(results.filter((it) => it.status === "fulfilled").length, 1);
    assert.ok(lost.status === "rejected");
    assert.equal(lost.reason.name, "VersionExists");
    assert.match(
      lost.reason.message,
      /^s3:\S+ .+ another --version is wanted$/,
    );
    const cache = `${folder}/cache`;
    const fetched = await fetchVersion(stores[0]!, v1, { cache });
    const wanted = contents[won]!.map((it) => Buffer.from(it as string));
    assert.ok(contentOf(fetched).equals(Buffer.concat(wanted)));
    // Of the loser nothing is left, nor of what both had.
    assert.equal((await stores[0]!.list()).length, 4);
    assert.equal(await unfinishedUploads(server), 0);
    for (const store of stores) store[Symbol.dispose]();
  },
);

faultTest(
  "publishVersion() ends at once when it is told to, and leaves no half upload",
  async (server) => {
    using store = await server.open();
    const stop = new AbortController();
    await assert.rejects(
      publishShop(store, [randomBytes(80_000_000)], {
        signal: stop.signal,
        onProgress: () => stop.abort(),
      }),
      { name: "AbortError" },
    );
    assert.deepEqual(await store.list(), []);
    assert.equal(await unfinishedUploads(server), 0);
  },
);

faultTest(
  "fetchVersion() tells of a wrong key and a missing bucket in one line",
  async (server, folder) => {
    const { settings } = server;
    const cache = `${folder}/cache`;
    const wrong = { ...settings, secretAccessKey: "guessed" };
    using store = await openStore(`s3://${settings.bucket}`, { s3: wrong });
    const refused = {
      message: /^http:\S+ refuses s3:\S+ \(\S+\): AWS_/,
      folder,
    };
    await assertRefused(fetchVersion(store, v1, { cache }), refused);
    using absent = await openStore("s3://not-there", { s3: settings });
    const missing = { message: /^Bucket "not-there" does not exist/, folder };
    await assertRefused(fetchVersion(absent, v1, { cache }), missing);
    await assertRefused(publishShop(store, ["one"]), refused);
    await assertRefused(publishShop(absent, ["one"]), missing);
  },
);

/** Calls with a file system of a few megabytes; false where there is none. */
async function onSmallDisk(
  megabytes: number,
  call: (folder: string) => Promise<void>,
): Promise<boolean> {
  const folder = await Deno.makeTempDir();
  const run = (program: string, ...args: string[]) =>
    new Deno.Command(program, { args: [...args, folder], stderr: "null" })
      .output().then(({ success }) => success, () => false);
  const size = `size=${megabytes}m`;
  try {
    if (!await run("mount", "-t", "tmpfs", "-o", size, "nextcart")) {
      return false;
    }
    await call(folder).finally(() => run("umount"));
    return true;
  } finally {
    await Deno.remove(folder);
  }
}

const hasSmallDisk = s3 !== undefined && await onSmallDisk(1, async () => {});
if (s3 !== undefined && !hasSmallDisk) {
  console.warn("A full disk is not tested: no tmpfs can be mounted here");
}

faultTest(
  "fetchVersion() tells of a full disk in one line, and goes on when there is room",
  async (server) => {
    using store = await server.open();
    const content = randomBytes(6_000_000);
    await publishShop(store, [content]);
    await onSmallDisk(8, async (disk) => {
      const cache = `${disk}/cache`;
      await Deno.writeFile(`${disk}/ballast`, randomBytes(4_000_000));
      await assert.rejects(fetchVersion(store, v1, { cache }), {
        name: "InputError",
        message: /^\S+ cannot be written: No space left on device$/,
      });
      assert.deepEqual(names(`${cache}/versions`), []);
      await Deno.remove(`${disk}/ballast`);
      const fetched = await fetchVersion(store, v1, { cache });
      assert.ok(contentOf(fetched).equals(content));
      // A copy has no room beside the cache.
      const out = `${disk}/out`;
      await assert.rejects(fetchVersion(store, v1, { cache, out }), {
        name: "InputError",
        message: /^Cannot write \S+\/out: no space is left on the disk$/,
      });
      assert.deepEqual(names(disk), ["cache"]);
    });
  },
  hasSmallDisk,
);

/** The program keeps what it knows of objects in the file system's attributes. */
async function storesOnSmallDisk(): Promise<boolean> {
  let stores = false;
  await onSmallDisk(4, async (disk) => {
    const server = await startS3(disk).catch(() => undefined);
    if (server === undefined) return;
    using store = await openStore(`s3://${server.bucket}`, { s3: server });
    stores = await store.put("a", new Uint8Array(10)).then(() => true, () => {
      console.warn("A server's full disk is not tested: no tmpfs will do here");
      return false;
    });
    await server.stop("SIGKILL");
  });
  return stores;
}

Deno.test({
  name:
    "publishVersion() tells that the server's disk is full, and leaves no version",
  ignore: !hasSmallDisk || !await storesOnSmallDisk(),
  fn: async () => {
    await onSmallDisk(24, async (disk) => {
      const server = await startS3(disk);
      try {
        using store = await openStore(`s3://${server.bucket}`, { s3: server });
        await assert.rejects(publishShop(store, [randomBytes(60_000_000)]), {
          name: "InputError",
          message: /^http:\S+ has no space left for s3:\S+\.parquet$/,
        });
        await assert.rejects(findVersion(store, v1), /there is none$/);
        // What was sent in vain makes room again.
        await publishShop(store, [randomBytes(4_000_000)]);
      } finally {
        await server.stop("SIGKILL");
      }
    });
  },
});
