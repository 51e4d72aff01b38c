import assert from "node:assert/strict";
import { modelLayout } from "../../src/model/model_layout.ts";
import { SessionModel } from "../../src/model/session_model.ts";
import { startInstalledBackend } from "../installed_backend.ts";
import { SHOP_SIZES, tinyParams } from "./tiny_shop.ts";

await startInstalledBackend();

Deno.test("modelLayout() keeps of a model what can be sent to a worker", () => {
  const params = tinyParams({ tied: false });
  const model = new SessionModel(params, SHOP_SIZES, 1);
  const layout = modelLayout(model);
  model.dispose();
  assert.deepEqual(structuredClone(layout), layout);
  assert.deepEqual(
    [...layout.tables.keys()],
    ["item.embedding", "output.weight"],
  );
  assert.deepEqual(
    layout.tables.get("item.embedding"),
    { shape: [SHOP_SIZES.items, params.itemSize] },
  );
  assert.equal(layout.outputTable, "output.weight");
});
