import assert from "node:assert/strict";
import { InputError } from "../../src/errors.ts";
import { explainS3Error } from "../../src/objects/explain_s3_error.ts";
import type { ObjectStore } from "../../src/objects/object_store.ts";
import { openStore } from "../../src/objects/open_store.ts";
import { readObject } from "../../src/objects/read_object.ts";
import type { S3Environment } from "../../src/environment.ts";
import { type OpenOptions, withS3Server } from "./with_s3_server.ts";
import { s3 } from "./with_store.ts";

interface Case {
  readonly settings?: S3Environment;
  readonly bucket?: string;
  readonly wanted: RegExp;
}

/** What a user may get wrong, and the one line for it. */
const CASES: Record<string, Case> = {
  "a wrong secret": {
    settings: { secretAccessKey: "guessed" },
    wanted:
      /^http:\S+ refuses s3:\/\/nextcart \(SignatureDoesNotMatch\): AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be a key with rights to it$/,
  },
  "an unknown key": {
    settings: { accessKeyId: "nobody" },
    wanted: /^http:\S+ refuses s3:\/\/nextcart \(\w+\): AWS_ACCESS_KEY_ID and /,
  },
  "a missing bucket": {
    bucket: "shop-that-closed",
    wanted: /^Bucket "shop-that-closed" does not exist at http:\S+$/,
  },
  "a bucket that none can have": {
    bucket: "B",
    wanted: /^"B" is no name of a bucket$/,
  },
  "another region": {
    settings: { region: "eu-west-1" },
    wanted: /^http:\S+ wants another AWS_REGION: .*"us-east-1"/,
  },
};

for (
  const [name, { settings, bucket = "nextcart", wanted }] of Object.entries(
    CASES,
  )
) {
  Deno.test({
    name: `explainS3Error() makes one line of ${name}, without the secret`,
    ignore: s3 === undefined,
    async fn() {
      using store = await openStore(`s3://${bucket}`, {
        s3: { ...s3!, ...settings },
      });
      const error = await store.list().then(() => null, (error) => error);
      assert.ok(error instanceof InputError);
      assert.equal(error.name, "InputError");
      assert.match(error.message, wanted);
      assert.doesNotMatch(error.message, /guessed/);
      assert.ok(!error.message.includes(s3!.secretAccessKey));
    },
  });
}

/** Asserts that the store is away, and says so in one line within the time. */
async function assertUnreachable(
  work: Promise<unknown>,
  wanted: RegExp,
): Promise<void> {
  const begun = performance.now();
  const error = await work.then(() => null, (error) => error);
  assert.equal(error?.name, "StoreUnreachable", String(error));
  assert.match(error.message, wanted);
  assert.ok(performance.now() - begun < 15_000);
}

/** Tests with a server of its own, through a proxy that may stall. */
function withProxy(
  options: OpenOptions,
  call: (
    store: ObjectStore,
    faults: { afterBytes?: number; then?: "cut" | "stall" },
  ) => Promise<void>,
): Promise<void> {
  return withS3Server(async (server) => {
    using store = await server.open({ throughProxy: true, ...options });
    await call(store, server.proxy.faults);
  });
}

Deno.test({
  name: "explainS3Error() tells of a server that is silent, in bounded time",
  ignore: s3 === undefined,
  fn: () =>
    withProxy({ timeoutMs: 300 }, async (store, faults) => {
      await store.put("a", new Uint8Array(4_000_000));
      Object.assign(faults, { afterBytes: 0, then: "stall" });
      const silent = /^http:\S+ is silent \(s3:\/\/nextcart/;
      await assertUnreachable(store.list(), silent);
      await assertUnreachable(store.put("b", new Uint8Array(10)), silent);
      await assertUnreachable(readObject(store, "a"), silent);
    }),
});

Deno.test({
  name: "explainS3Error() tells of a server that is gone, or breaks off",
  ignore: s3 === undefined,
  fn: () =>
    withS3Server(async (server) => {
      using store = await server.open({ throughProxy: true });
      await store.put("a", new Uint8Array(4_000_000));
      server.proxy.faults = { afterBytes: 1_000_000, then: "cut" };
      const broken =
        /^http:\S+ cannot be reached or broke off \((ECONN\w+, )?s3:/;
      await assertUnreachable(readObject(store, "a"), broken);
      await server.kill();
      using direct = await server.open();
      await assertUnreachable(direct.list(), broken);
    }),
});

Deno.test("explainS3Error() leaves bugs and aborts as they are", () => {
  const context = { bucket: "shop", server: "AWS us-east-1" };
  for (const error of [new TypeError("x is not a function"), "text"]) {
    assert.equal(explainS3Error(error, context), error);
  }
  const abort = new DOMException("Stopped", "AbortError");
  assert.equal(explainS3Error(abort, context), abort);
});
