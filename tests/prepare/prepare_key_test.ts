import assert from "node:assert/strict";
import { prepareKey } from "../../src/prepare/prepare_key.ts";
import { testParams } from "./params.ts";

Deno.test("prepareKey() changes with parameters and events, not with other stages' parameters", async () => {
  const source = (digest: string) => ({
    name: digest,
    digest: () => Promise.resolve(digest),
    read: () => Promise.reject(new Error("not read")),
  });
  const params = testParams();
  const events = source("one");
  const key = await prepareKey({ events }, params);
  assert.match(key, /^[0-9a-f]{64}$/);
  const train = { ...params.train, epochs: 99 };
  assert.equal(
    await prepareKey({ events }, { ...params, train } as never),
    key,
  );
  for (
    const other of await Promise.all([
      prepareKey({ events: source("two") }, params),
      prepareKey({ events, test: source("two") }, params),
      prepareKey({ events }, testParams({ minItemSupport: 2 })),
    ])
  ) assert.notEqual(other, key);
});
