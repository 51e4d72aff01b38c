import assert from "node:assert/strict";
import { requireNew } from "../../src/versions/require_new.ts";
import { withFolderStore } from "../objects/with_store.ts";
import { publishShop } from "./shop_version.ts";

Deno.test("requireNew() refuses a version that exists, and names that none can have", () =>
  withFolderStore(async (store) => {
    await requireNew(store, { name: "shop", version: "v1" });
    await publishShop(store, ["x"]);
    await requireNew(store, { name: "shop", version: "v2" });
    await assert.rejects(requireNew(store, { name: "shop", version: "v1" }), {
      name: "VersionExists",
      message:
        `${store.address}/datasets/shop/v1/ exists already, and a version never changes: another --version is wanted`,
    });
    await assert.rejects(
      requireNew(store, { name: "shop", version: "latest" }),
      {
        name: "InputError",
        message: '"latest" means the last version, and names none',
      },
    );
    await assert.rejects(requireNew(store, { name: "a/b", version: "v1" }), {
      name: "InputError",
      message: /^"a\/b" is no name of a dataset or version/,
    });
  }));
