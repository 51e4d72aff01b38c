import assert from "node:assert/strict";
import { errorResponses } from "../../src/serve/responses.ts";

Deno.test("errorResponses() lists what any route may answer, and what this one may", () => {
  assert.deepEqual(Object.keys(errorResponses()), [
    "400",
    "401",
    "404",
    "405",
    "408",
    "429",
    "503",
  ]);
  const more = Object.keys(errorResponses({ body: true, more: [409] }));
  assert.deepEqual(
    more.filter((it) => !(it in errorResponses())),
    ["409", "413", "415", "422"],
  );
});
