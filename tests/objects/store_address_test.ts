import assert from "node:assert/strict";
import {
  isBucketAddress,
  parseBucketAddress,
} from "../../src/objects/store_address.ts";

Deno.test("isBucketAddress() knows buckets from folders", () => {
  assert.equal(isBucketAddress("s3://shop/a"), true);
  assert.equal(isBucketAddress("data/s3://shop"), false);
});

Deno.test("parseBucketAddress() finds bucket and prefix", () => {
  const shop = (prefix: string) => ({ bucket: "shop", prefix });
  assert.deepEqual(parseBucketAddress("s3://shop"), shop(""));
  assert.deepEqual(parseBucketAddress("s3://shop/"), shop(""));
  assert.deepEqual(parseBucketAddress("s3://shop/a/b/"), shop("a/b"));
});

Deno.test("parseBucketAddress() takes s3:/// for the standard bucket", () => {
  const parse = (address: string, standard?: string) =>
    parseBucketAddress(address, { standard });
  assert.deepEqual(parse("s3:///a", "shop"), { bucket: "shop", prefix: "a" });
  assert.deepEqual(parse("s3:///", "shop/b"), { bucket: "shop", prefix: "b" });
  assert.deepEqual(parse("s3://", "shop"), { bucket: "shop", prefix: "" });
  assert.deepEqual(parse("s3:///a/c", "shop/b"), {
    bucket: "shop",
    prefix: "b/a/c",
  });
  for (const address of ["s3:///a", "s3:///", "s3://"]) {
    assert.throws(() => parse(address), {
      name: "InputError",
      message:
        `${address} names no bucket: s3://BUCKET/… or NEXTCART_BUCKET is wanted`,
    });
  }
});
