import assert from "node:assert/strict";
import { openArchive } from "../../src/serve/open_archive.ts";
import { tinyArchiveBytes } from "../archive/tiny_archive.ts";
import { tinyServer } from "../serve/tiny_server.ts";

const SWAPS = 20;
const CALLERS = 8;

Deno.test("twenty swaps of the model under load fail no request", async () => {
  const bytes = tinyArchiveBytes();
  const open = (version: string) =>
    openArchive(bytes, { url: "shop.mar", version });
  const { ask, store } = await tinyServer([await open("0")], {
    open,
    timeoutMs: 10_000,
  });
  const statuses = new Map<number, number>();
  let swapping = true;
  const callers = Array.from({ length: CALLERS }, async () => {
    while (swapping) {
      const { status } = await ask("/predictions/shop", {
        body: { data: [{ product_id: "11" }, { product_id: "12" }] },
      });
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  });
  for (let version = 1; version <= SWAPS; version++) {
    const port = "management";
    const query = `url=${version}&initial_workers=1&synchronous=true`;
    for (
      const [method, path] of [
        ["POST", `/models?${query}`],
        ["PUT", `/models/shop/${version}/set-default`],
        ["DELETE", `/models/shop/${version - 1}`],
      ] as const
    ) {
      const { status, body } = await ask(path, { port, method });
      assert.equal(status, 200, JSON.stringify(body));
    }
  }
  swapping = false;
  await Promise.all(callers);
  await store.close();
  assert.deepEqual([...statuses.keys()], [200]);
  assert.ok(statuses.get(200)! > SWAPS);
});
