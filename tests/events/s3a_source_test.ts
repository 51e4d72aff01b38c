import assert from "node:assert/strict";
import { isS3aAddress, s3aSource } from "../../src/events/s3a_source.ts";
import { s3, withS3Store } from "../objects/with_store.ts";

Deno.test({
  name: "s3aSource() has the digest of what lies below its address",
  ignore: s3 === undefined,
  fn: () =>
    withS3Store(async (store) => {
      const address = store.address.replace("s3://", "s3a://");
      const digest = (name: string) =>
        s3aSource(`${address}/${name}`, { params: {}, s3: s3! }).digest();
      await store.put("log/0.parquet", new Uint8Array(3));
      await store.put("logs.parquet", new Uint8Array(3));
      const first = await digest("log");
      await store.put("logs.parquet", new Uint8Array(4));
      assert.equal(await digest("log"), first);
      await store.put("log/1.parquet", new Uint8Array(3));
      assert.notEqual(await digest("log"), first);
      assert.notEqual(await digest("logs.parquet"), await digest("log"));
      // Hadoop takes an address by its letters: nothing in it is decoded.
      await store.put("100%/a#b?c.csv", new Uint8Array(3));
      assert.equal((await digest("100%/a#b?c.csv")).length, 64);
      await assert.rejects(
        digest("none"),
        /^InputError: s3a:\/\/.*\/none does not exist$/,
      );
    }),
});

Deno.test("s3aSource() is not read here", async () => {
  const source = s3aSource("s3a://shop/log", { params: {} });
  assert.ok(isS3aAddress(source.name));
  assert.deepEqual(await source.files!(), ["s3a://shop/log"]);
  await assert.rejects(
    source.read(),
    /^InputError: s3a:\/\/shop\/log is read by a cluster: --engine spark is/,
  );
});
