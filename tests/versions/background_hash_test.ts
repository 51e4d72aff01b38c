import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { BackgroundHash } from "../../src/versions/background_hash.ts";

Deno.test("BackgroundHash gives the SHA-256 of several contents at a time", async () => {
  using hash = new BackgroundHash();
  const [one, two] = [hash.begin(), hash.begin()];
  await one.add(new TextEncoder().encode("a"));
  await two.add(new TextEncoder().encode("xab").subarray(1));
  await one.add(new TextEncoder().encode("bc"));
  // FIPS 180-4, example B.1; the others by node:crypto.
  assert.equal(
    await one.end(),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  const sha256 = (text: string) =>
    createHash("sha256").update(text).digest("hex");
  assert.equal(await two.end(), sha256("ab"));
  assert.equal(await hash.begin().end(), sha256(""));
});

Deno.test("BackgroundHash lets a caller wait that is faster", async () => {
  using hash = new BackgroundHash();
  const content = hash.begin();
  const wanted = createHash("sha256");
  const many = new Uint8Array(2 ** 25).fill(7);
  wanted.update(many);
  let waits = true;
  const added = content.add(many).then(() => waits = false);
  assert.equal(many.length, 0, "its buffer is given away");
  await Promise.resolve();
  assert.ok(waits);
  await added;
  assert.equal(await content.end(), wanted.digest("hex"));
});
