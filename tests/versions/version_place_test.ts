import assert from "node:assert/strict";
import {
  checkName,
  parseVersionAddress,
  versionPrefix,
} from "../../src/versions/version_place.ts";

Deno.test("parseVersionAddress() finds store, name and version", () => {
  const shop = (store: string, version: string) => ({
    store,
    name: "shop",
    version,
  });
  const cases: Record<string, ReturnType<typeof shop>> = {
    "s3://b/datasets/shop/v1": shop("s3://b", "v1"),
    "s3://b/p/q/datasets/shop/v1/": shop("s3://b/p/q", "v1"),
    "s3://b/datasets/shop": shop("s3://b", "latest"),
    "s3:///datasets/shop/latest": shop("s3://", "latest"),
    "store/datasets/shop/v1": shop("store", "v1"),
    "datasets/shop/v1": shop(".", "v1"),
    "/datasets/shop/v1": shop("/", "v1"),
    "/a/datasets/b/datasets/shop/v1": shop("/a/datasets/b", "v1"),
  };
  for (const [address, place] of Object.entries(cases)) {
    assert.deepEqual(parseVersionAddress(address), place, address);
  }
});

Deno.test("parseVersionAddress() refuses what is no dataset", () => {
  for (
    const address of ["s3://b/shop/v1", "s3://b/datasets", "datasets/a/b/c"]
  ) {
    assert.throws(() => parseVersionAddress(address), {
      name: "InputError",
      message:
        `${address} is no dataset: …/datasets/NAME or …/datasets/NAME/VERSION is wanted`,
    });
  }
  assert.throws(() => parseVersionAddress("s3://b/datasets/shop/.."), {
    message:
      '".." is no name of a dataset or version: letters, digits, . _ and - are wanted',
  });
});

Deno.test("versionPrefix() is where a dataset, or one version of it, lies", () => {
  assert.equal(versionPrefix("shop"), "datasets/shop/");
  assert.equal(versionPrefix(checkName("shop"), "v1"), "datasets/shop/v1/");
});
