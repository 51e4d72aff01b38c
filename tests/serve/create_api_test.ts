import assert from "node:assert/strict";
import { type AccessEntry, AccessLog } from "../../src/serve/access_log.ts";
import { tinyArchive } from "./tiny_archive.ts";
import { tinyServer } from "./tiny_server.ts";

const FAULTS: readonly {
  name: string;
  path?: string;
  options: Parameters<Awaited<ReturnType<typeof tinyServer>>["ask"]>[1];
  status: number;
  type: string;
  message: RegExp;
}[] = [
  {
    name: "an unknown model",
    path: "/predictions/nobody",
    options: { body: { data: [] } },
    status: 404,
    type: "ModelNotFoundException",
    message: /^Model not found: nobody$/,
  },
  {
    name: "an unknown version",
    path: "/predictions/shop/9",
    options: { body: { data: [] } },
    status: 404,
    type: "ModelVersionNotFoundException",
    message: /^Model version: 9 does not exist for model: shop$/,
  },
  {
    name: "an unknown address",
    path: "/nowhere",
    options: {},
    status: 404,
    type: "ResourceNotFoundException",
    message: /not found/,
  },
  {
    name: "a wrong method",
    options: { method: "PUT", body: {} },
    status: 405,
    type: "MethodNotAllowedException",
    message: /not allowed/,
  },
  {
    name: "what is no JSON",
    options: { body: '{"data": [' },
    status: 400,
    type: "BadRequestException",
    message: /JSON/,
  },
  {
    name: "another type of body",
    options: { body: "a=1", headers: { "content-type": "text/plain" } },
    status: 415,
    type: "UnsupportedMediaTypeException",
    message: /^Content-Type text\/plain: application\/json is wanted$/,
  },
  {
    name: "a body that is too large",
    options: { body: { data: [], pad: "x".repeat(20_000) } },
    status: 413,
    type: "RequestEntityTooLargeException",
    message: /larger than 10000 bytes/,
  },
  {
    name: "an unknown key",
    options: { body: { data: [], top: 3 } },
    status: 422,
    type: "UnprocessableEntityException",
    message: /"top"/,
  },
  {
    name: "an event without a product",
    options: { body: { data: [{ product_id: "a" }, { brand_id: "b1" }] } },
    status: 422,
    type: "UnprocessableEntityException",
    message: /^data\[1\]\.product_id: a product id is wanted$/,
  },
  {
    name: "a price that is no number",
    options: { body: { data: [{ product_id: "a", price_eur: "much" }] } },
    status: 422,
    type: "UnprocessableEntityException",
    message: /^data\[0\]\.price_eur: "much" is no number$/,
  },
  {
    name: "a k of 0",
    options: { body: { data: [], k: 0 } },
    status: 422,
    type: "UnprocessableEntityException",
    message: /^k: /,
  },
];

for (const { name, path, options, status, type, message } of FAULTS) {
  Deno.test(`createApi() answers ${name} with ${status}`, async () => {
    const { ask } = await tinyServer([tinyArchive()]);
    const answer = await ask(path ?? "/predictions/shop", options);
    const body = answer.body as { code: number; type: string; message: string };
    assert.equal(answer.status, status);
    assert.equal(body.code, status);
    assert.equal(body.type, type);
    assert.match(body.message, message);
  });
}

Deno.test("createApi() gives the head of what can be got", async () => {
  const { handlers } = await tinyServer([tinyArchive()]);
  const ask = (path: string) =>
    handlers.inference(
      new Request(`http://127.0.0.1${path}`, { method: "HEAD" }),
    );
  const ping = await ask("/ping");
  assert.equal(ping.status, 200);
  assert.equal(await ping.text(), "");
  assert.equal((await ask("/predictions/shop")).status, 405);
});

Deno.test("createApi() says which methods an address takes", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { headers } = await ask("/predictions/shop", { method: "DELETE" });
  assert.equal(headers.get("allow"), "POST");
});

Deno.test("createApi() counts methods that nobody knows under one name", async () => {
  const { ask, metrics } = await tinyServer([tinyArchive()]);
  for (const method of ["ONE", "TWO"]) await ask("/ping", { method });
  const text = await metrics.registry.metrics();
  assert.match(text, /seconds_count\{route="-",method="-",status="405"\} 2$/m);
  assert.doesNotMatch(text, /ONE|TWO/);
});

Deno.test("createApi() logs the route and the model, and nothing of the session", async () => {
  let text = "";
  const log = new AccessLog((it) => text += it);
  const { ask } = await tinyServer([tinyArchive()], { log });
  await ask("/predictions/shop", {
    body: { data: [{ product_id: "b", user_id: "someone" }] },
  });
  await ask("/secret/path");
  log.flush();
  const [first, second] = text.trim().split("\n")
    .map((line) => JSON.parse(line) as AccessEntry);
  assert.equal(first!.route, "/predictions/{model_name}");
  assert.equal(first!.status, 200);
  assert.equal(first!.model, "shop");
  assert.equal(first!.version, "1.0");
  assert.equal(second!.route, "-");
  assert.doesNotMatch(text, /someone|secret/);
});
