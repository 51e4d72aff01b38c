import assert from "node:assert/strict";
import { answeredByVersion } from "../../../tasks/notebook/answered_by_version.ts";
import { tinyArchive } from "../../serve/tiny_archive.ts";
import { tinyServer } from "../../serve/tiny_server.ts";

Deno.test("answeredByVersion() counts what each version of a model has answered", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const body = { data: [{ product_id: "a" }] };
  for (let n = 0; n < 3; n++) await ask("/predictions/shop", { body });
  const { body: metrics } = await ask("/metrics", { port: "metrics" });
  assert.deepEqual(
    answeredByVersion(metrics as string, "shop"),
    new Map([["1.0", 3]]),
  );
  assert.deepEqual(answeredByVersion(metrics as string, "other"), new Map());
});
