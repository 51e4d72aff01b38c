import assert from "node:assert/strict";
import { parseSchema, serializeSchema } from "../../src/checks/log_schema.ts";
import { demoHalves, learn } from "./demo_log.ts";

const { schema } = await learn(demoHalves(1)[0]);
const TEXT = serializeSchema(schema);

Deno.test("parseSchema() reads what serializeSchema() wrote", () => {
  assert.deepEqual(parseSchema(TEXT, "schema.json"), { schema, edited: false });
});

Deno.test("serializeSchema() writes a line for each thing that people may change", () => {
  assert.match(TEXT, /^ {6}"median": \[\d/m);
  assert.match(
    TEXT,
    /^ {6}"values": \["ADDED_PRODUCT_TO_CART","VISITED_PRODUCT"\],$/m,
  );
  assert.match(TEXT, /^ {4}"tolerance": 0\.3$/m);
});

Deno.test("parseSchema() knows a schema that was edited", () => {
  const text = TEXT.replace('"tolerance": 0.3', '"tolerance": 0.5');
  const { schema, edited } = parseSchema(text, "schema.json");
  assert.equal(edited, true);
  assert.equal(schema.volume!.tolerance, 0.5);
});

Deno.test("parseSchema() names the key that is wrong", () => {
  assert.throws(
    () =>
      parseSchema(
        TEXT.replace('"tolerance": 0.3', '"tolerance": "a lot"'),
        "x/schema.json",
      ),
    {
      name: "InputError",
      message:
        "x/schema.json, volume.tolerance: Invalid input: expected number, received string",
    },
  );
  assert.throws(() => parseSchema("{", "x/schema.json"), {
    name: "InputError",
    message: /^x\/schema\.json is not JSON: /,
  });
});
