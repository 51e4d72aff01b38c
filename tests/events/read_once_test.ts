import assert from "node:assert/strict";
import pl from "nodejs-polars";
import { readOnce } from "../../src/events/read_once.ts";

Deno.test("readOnce() reads and digests once, however often it is asked", async () => {
  const calls: string[] = [];
  const source = readOnce({
    name: "log",
    digest: () => Promise.resolve(`${calls.push("digest")}`),
    read: () => {
      calls.push("read");
      return Promise.resolve({
        frame: pl.DataFrame({ time: [1] }),
        dropped: {},
      });
    },
  });
  const [first, second] = await Promise.all([source.read(), source.read()]);
  assert.equal(first, second);
  assert.deepEqual(await Promise.all([source.digest(), source.digest()]), [
    "2",
    "2",
  ]);
  assert.deepEqual(calls, ["read", "digest"]);
  assert.equal(source.name, "log");
});
