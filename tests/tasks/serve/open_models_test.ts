import assert from "node:assert/strict";
import { InputError } from "../../../src/errors.ts";
import { openForClient, openModels } from "../../../tasks/serve/open_models.ts";
import { tinyArchiveBytes } from "../../archive/tiny_archive.ts";
import { inTempFolder } from "../../e2e/cli.ts";
import { s3, withS3Store } from "../../objects/with_store.ts";

Deno.test("openModels() opens the archives of a folder, or says that there is none", () =>
  inTempFolder(async (folder) => {
    await assert.rejects(openModels([folder]), {
      message: `${folder} holds no archive: *.mar is wanted`,
    });
    await Deno.writeFile(`${folder}/shop.mar`, tinyArchiveBytes());
    const [archive, ...others] = await openModels([folder]);
    assert.equal(archive!.name, "shop");
    assert.equal(archive!.url, `${folder}/shop.mar`);
    assert.deepEqual(others, []);
  }));

Deno.test("openForClient() opens a file's name in a folder of the server's, and nothing else", () =>
  inTempFolder(async (folder) => {
    await Deno.mkdir(`${folder}/models/deep`, { recursive: true });
    for (const path of ["secret.mar", "models/shop.mar", "models/deep/x.mar"]) {
      await Deno.writeFile(`${folder}/${path}`, tinyArchiveBytes());
    }
    const options = { allowed: [`${folder}/models`], name: "other" };
    const archive = await openForClient("shop.mar", options);
    assert.equal(archive.name, "other");
    for (
      const url of [
        "../secret.mar",
        "deep/x.mar",
        `${folder}/secret.mar`,
        `${folder}/models/shop.mar`,
        `file://${folder}/secret.mar`,
        "secret.mar",
        "s3://elsewhere/shop.mar",
        "",
      ]
    ) {
      await assert.rejects(openForClient(url, options), InputError, url);
    }
  }));

Deno.test({
  name:
    "openForClient() opens what lies in a bucket's prefix of the server's, with or without a slash at its end",
  ignore: s3 === undefined,
  fn: () =>
    withS3Store((store) =>
      withS3Environment(async () => {
        await store.put("models/shop.mar", tinyArchiveBytes());
        await store.put("secret.mar", tinyArchiveBytes());
        const folder = `${store.address}/models`;
        for (const allowed of [[folder], [`${folder}/`]]) {
          const archive = await openForClient(`${folder}/shop.mar`, {
            allowed,
          });
          assert.equal(archive.name, "shop");
          for (
            const url of [
              `${store.address}/secret.mar`,
              `${folder}/../secret.mar`,
              `${folder}2/shop.mar`,
            ]
          ) {
            await assert.rejects(openForClient(url, { allowed }), InputError);
          }
        }
      })
    ),
});

/** Calls with an environment that leads to the S3 server. */
async function withS3Environment(call: () => Promise<void>): Promise<void> {
  const { accessKeyId, secretAccessKey, region, endpoint } = s3!;
  const before = Deno.env.toObject();
  const values = {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    AWS_ENDPOINT_URL_S3: endpoint,
  };
  for (const [name, value] of Object.entries(values)) Deno.env.set(name, value);
  try {
    await call();
  } finally {
    for (const name of Object.keys(values)) {
      if (before[name] === undefined) Deno.env.delete(name);
      else Deno.env.set(name, before[name]);
    }
  }
}
