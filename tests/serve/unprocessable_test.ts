import assert from "node:assert/strict";
import { z } from "zod";
import { unprocessable } from "../../src/serve/unprocessable.ts";

const schema = z.strictObject({ k: z.array(z.int()) });

Deno.test("unprocessable() names the first fault by its place", () => {
  const { error } = schema.safeParse({ k: [1, "x"] });
  const { status, message } = unprocessable(error!, "body");
  assert.equal(status, 422);
  assert.match(message, /^k\.1: /);
});

Deno.test("unprocessable() names the whole where no part is at fault", () => {
  assert.match(
    unprocessable(schema.safeParse(3).error!, "body").message,
    /^body: /,
  );
});
