import assert from "node:assert/strict";
import { catalogueJson } from "../../src/events/catalogue_json.ts";

Deno.test("catalogueJson() reads properties: texts, lists, numbers, nothing", () => {
  const text = JSON.stringify({
    a: { brand: "acme", sizes: [38, "L"], price: 3.5, sale: true },
    "7": { brand: null },
  });
  assert.deepEqual(
    [...catalogueJson(text, "items.json")],
    [
      ["7", { brand: null }],
      ["a", { brand: "acme", sizes: ["38", "L"], price: 3.5, sale: "true" }],
    ],
  );
});

Deno.test("catalogueJson() takes plain lists for attributes", () => {
  assert.deepEqual(
    [...catalogueJson('{"4": [1, 2], "5": []}', "items.json")],
    [["4", { attributes: ["1", "2"] }], ["5", { attributes: [] }]],
  );
});

Deno.test("catalogueJson() names the item that is something else", () => {
  for (const wrong of ["3", '"x"', '{"a": {"b": 1}}']) {
    assert.throws(() => catalogueJson(`{"9": ${wrong}}`, "items.json"), {
      name: "InputError",
      message:
        "items.json, item 9: a list of values or an object of properties is wanted",
    });
  }
});

Deno.test("catalogueJson() says that a file is not JSON", () => {
  assert.throws(() => catalogueJson('{"a": [', "items.json"), {
    name: "InputError",
    message: /^items\.json is not JSON: .+$/,
  });
});
