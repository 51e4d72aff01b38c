import assert from "node:assert/strict";
import { digestText } from "../../src/pipeline/digest_text.ts";

Deno.test("digestText() gives what sha256sum prints", () => {
  assert.equal(
    digestText("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
