import assert from "node:assert/strict";
import { s3 } from "../objects/with_store.ts";
import { openStore } from "../../src/objects/open_store.ts";
import { cli, filesUnder, inTempFolder, lastJson } from "./cli.ts";

const PRESET = {
  description: "Made by a test",
  events: {
    format: "csv",
    columns: {
      session: "visit",
      time: { column: "at", format: "epoch_s" },
      item: "sku",
      event: { column: "did", cart: "add" },
      categories: { brand: "brand" },
      numbers: { price: "price" },
      keys: { shelf: "shelf" },
    },
  },
  params: { prepare: { minItemSupport: 2, dropRepeats: true } },
};

/** Sixty sessions of four events, some values of them missing. */
const CSV = "visit,at,sku,did,brand,price,shelf\n" +
  Array.from({ length: 240 }, (_, row) => {
    const item = row * 7 % 11;
    const brand = row % 9 === 0 ? "" : `b${item % 3}`;
    const did = row % 4 === 3 ? "add" : "see";
    return `s${Math.floor(row / 4)},${
      1_570_000_000 + row
    },i${item},${did},${brand},${item}.5,top\n`;
  }).join("");

/** Publishes, fetches and prepares; `store` is where the versions lie. */
async function roundTrip(
  folder: string,
  { store, env }: { store: string; env: Record<string, string> },
): Promise<void> {
  const preset = `${folder}/shop.json`;
  const input = `${folder}/events.csv`;
  await Deno.writeTextFile(preset, JSON.stringify(PRESET));
  await Deno.writeTextFile(input, CSV);
  const settings = { ...env, NEXTCART_CACHE: `${folder}/cache` };
  const run = async (...args: string[]) => {
    const result = await cli([...args, "--json"], settings);
    assert.equal(result.code, 0, result.stderr);
    return lastJson(result);
  };
  const publish = ["publish", "--preset", preset, "--input", input];
  const to = ["--to", store, "--version", "v1", "--part-rows", "100"];
  const { address, manifest } = await run(...publish, ...to);
  assert.equal(address, `${store}/datasets/shop/v1`);
  assert.equal(manifest.rows, 240);
  assert.deepEqual(
    manifest.parts.map(({ rows }: { rows: number }) => rows),
    [100, 100, 40],
  );

  const again = await cli([...publish, ...to], settings);
  assert.equal(again.code, 2);
  assert.match(
    again.stderr,
    /^error: \S+\/datasets\/shop\/v1\/ exists already, .+ is wanted\n$/,
  );

  const out = `${folder}/out`;
  const dataset = `${store}/datasets/shop`;
  const fetched = await run("fetch", dataset, "--out", out);
  assert.equal(fetched.address, address);
  assert.ok(fetched.downloaded > 0);
  assert.deepEqual(filesUnder(out).length, 4);
  assert.equal((await run("fetch", address)).downloaded, 0);

  if (!store.startsWith("s3://")) return;
  const prepare = ["prepare", "--preset", preset, "--data"];
  const direct = await run(...prepare, `${folder}/a`, "--input", input);
  const stored = await run(...prepare, `${folder}/b`, "--input", dataset);
  assert.equal(stored.digest, direct.digest);
}

Deno.test("publish and fetch pass events through a folder", () =>
  inTempFolder((folder) =>
    roundTrip(folder, { store: `${folder}/store`, env: {} })
  ));

Deno.test({
  name: "publish, fetch and prepare pass events through S3, none the worse",
  ignore: s3 === undefined,
  fn: () =>
    inTempFolder(async (folder) => {
      const prefix = `test-${crypto.randomUUID()}`;
      const store = `s3://${s3!.bucket}/${prefix}`;
      const env = {
        AWS_ACCESS_KEY_ID: s3!.accessKeyId,
        AWS_SECRET_ACCESS_KEY: s3!.secretAccessKey,
        AWS_REGION: s3!.region,
        AWS_ENDPOINT_URL_S3: s3!.endpoint,
      };
      try {
        await roundTrip(folder, { store, env });
      } finally {
        using objects = await openStore(store, { s3: s3! });
        for (const { key } of await objects.list()) await objects.delete(key);
      }
    }),
});

Deno.test("fetch tells in one line what is no dataset, and that a server is away", async () => {
  const env = {
    AWS_ACCESS_KEY_ID: "key",
    AWS_SECRET_ACCESS_KEY: "not-to-be-shown",
    AWS_ENDPOINT_URL_S3: "http://127.0.0.1:1",
  };
  const lines: Record<string, RegExp> = {
    "s3://shop/events":
      /^error: s3:\/\/shop\/events is no dataset: \S+ or \S+ is wanted\n$/,
    "s3://shop/datasets/events":
      /^error: http:\/\/127\.0\.0\.1:1 cannot be reached or broke off \(ECONNREFUSED, s3:\/\/shop\)\n$/,
  };
  for (const [address, message] of Object.entries(lines)) {
    const result = await cli(["fetch", address], env);
    assert.equal(result.code, 2);
    assert.match(result.stderr, message);
  }
});
