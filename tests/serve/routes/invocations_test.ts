import assert from "node:assert/strict";
import { tinyArchive } from "../tiny_archive.ts";
import { tinyServer } from "../tiny_server.ts";

const params = { k: 1 };

/** The first product that each session gets. */
async function firstProducts(body: object): Promise<string[]> {
  const { ask } = await tinyServer([tinyArchive()]);
  const answer = await ask("/invocations", { body });
  assert.equal(answer.status, 200);
  const { predictions } = answer.body as {
    predictions: { product_ids: string[] }[];
  };
  return predictions.map((it) => it.product_ids[0]!);
}

Deno.test("invocations() tells sessions apart by their column", async () => {
  const dataframe_records = [
    { session_id: "s", product_id: "a" },
    { session_id: "t", product_id: "c" },
    { session_id: "s", product_id: "b" },
  ];
  assert.deepEqual(await firstProducts({ dataframe_records, params }), [
    "c",
    "d",
  ]);
});

Deno.test("invocations() takes rows without a session as one", async () => {
  const columns = ["product_id"];
  const data = [["a"], ["d"]];
  assert.deepEqual(
    await firstProducts({ dataframe_split: { columns, data }, params }),
    ["e"],
  );
  assert.deepEqual(
    await firstProducts({ inputs: { product_id: ["a", "d"] }, params }),
    ["e"],
  );
  assert.deepEqual(
    await firstProducts({ instances: [{ product_id: "b" }], params }),
    ["c"],
  );
});

Deno.test("invocations() wants one table", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const { status } = await ask("/invocations", { body: { params } });
  assert.equal(status, 422);
});

Deno.test("invocations() refuses a table whose rows or columns differ in length", async () => {
  const { ask } = await tinyServer([tinyArchive()]);
  const message = async (body: object) => {
    const { status, body: answer } = await ask("/invocations", { body });
    assert.equal(status, 422);
    return (answer as { message: string }).message;
  };
  const columns = ["product_id", "brand_id"];
  assert.equal(
    await message({ dataframe_split: { columns, data: [["a", null], ["b"]] } }),
    "dataframe_split, row 1: 1 values, 2 are wanted",
  );
  assert.equal(
    await message({ inputs: { product_id: ["a", "b"], brand_id: [] } }),
    "inputs, brand_id: 0 values, 2 are wanted",
  );
});
