import assert from "node:assert/strict";
import { tinyArchive } from "../tiny_archive.ts";
import { tinyServer } from "../tiny_server.ts";

const EVENTS = [{ product_id: "a" }, { product_id: "b", brand_id: "b1" }];

Deno.test("predictions() answers the body of TorchServe's clients", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { status, body } = await ask("/predictions/shop", {
    body: { data: EVENTS },
  });
  assert.equal(status, 200);
  assert.deepEqual(body, [{
    product_ids: ["c", "d", "e", "f", "a"],
    probabilities: [0.5, 0.25, 0.125, 0.0625, 0.03125],
  }]);
});

Deno.test("predictions() takes several sessions and how many products each gets", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { body } = await ask("/predictions/shop/1.0", {
    body: { sessions: [EVENTS, [{ product_id: "f" }]], k: 2 },
  });
  assert.deepEqual(
    (body as { product_ids: string[] }[]).map((it) => it.product_ids),
    [["c", "d"], ["a", "b"]],
  );
});

Deno.test("predictions() leaves out what was seen, what is filtered, and what is no candidate", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const products = async (options: object) => {
    const { body } = await ask("/predictions/shop", {
      body: { data: EVENTS, ...options },
    });
    return (body as { product_ids: string[] }[])[0]!.product_ids;
  };
  assert.deepEqual(await products({ exclude_seen: true }), [
    "c",
    "d",
    "e",
    "f",
  ]);
  assert.deepEqual(await products({ k: 2, filter: { exclude: ["c"] } }), [
    "d",
    "e",
  ]);
  assert.deepEqual(await products({ candidates: ["a", "e", "zzz"] }), [
    "e",
    "a",
  ]);
});

Deno.test("predictions() gives a session of which nothing is known the bestsellers, marked", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  for (const data of [[], [{ product_id: "never seen" }]]) {
    const { status, body } = await ask("/predictions/shop", {
      body: { data, k: 2 },
    });
    assert.equal(status, 200);
    assert.deepEqual(body, [{
      product_ids: ["a", "b"],
      probabilities: [6 / 20, 5 / 20].map(Math.fround),
      popular: true,
    }]);
  }
});

Deno.test("predictions() chooses by what is known of products, for one session as for many", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const products = async (body: object) => {
    const answer = await ask("/predictions/shop", { body });
    assert.equal(answer.status, 200);
    return (answer.body as { product_ids: string[] }[])
      .map((it) => it.product_ids);
  };
  const filter = { brand: ["best"], price: { max: 5 } };
  assert.deepEqual(await products({ data: EVENTS, filter }), [["d", "e"]]);
  assert.deepEqual(
    await products({ sessions: [EVENTS, [], [{ product_id: "d" }]], filter }),
    [["d", "e"], ["d", "e"], ["e", "d"]],
  );
  assert.deepEqual(
    await products({ data: EVENTS, filter: { ...filter, exclude: ["d"] } }),
    [["e"]],
  );
  const { status, body } = await ask("/predictions/shop", {
    body: { data: EVENTS, filter: { colour: ["red"] } },
  });
  assert.equal(status, 400);
  assert.deepEqual(body, {
    code: 400,
    type: "BadRequestException",
    message:
      "filter.colour: not known of this model's products, brand, price is",
  });
});
