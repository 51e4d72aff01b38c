import assert from "node:assert/strict";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

const EVENTS = [{ product_id: "a" }, { product_id: "b", brand_id: "b1" }];

Deno.test("ServeMetrics counts under TorchServe's names", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  await ask("/predictions/shop", { body: { data: EVENTS } });
  await ask("/predictions/none", { body: { data: EVENTS } });
  const { body, headers } = await ask("/metrics", { port: "metrics" });
  assert.match(headers.get("content-type")!, /^text\/plain; version=0\.0\.4/);
  const text = body as string;
  assert.match(
    text,
    /^ts_inference_requests_total\{model_name="shop",model_version="1\.0"\} 1$/m,
  );
  assert.match(text, /^Requests2XX 1$/m);
  assert.match(text, /^Requests4XX 1$/m);
  assert.match(
    text,
    /^nextcart_request_duration_seconds_count\{route="\/predictions\/\{model_name\}",method="POST",status="200"\} 1$/m,
  );
  const { body: one } = await ask("/metrics?name[]=Requests2XX", {
    port: "metrics",
  });
  assert.doesNotMatch(one as string, /ts_inference/);
});
