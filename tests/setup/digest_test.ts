import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { fileDigest } from "../../src/setup/digest.ts";

async function digestOf(bytes: Uint8Array): Promise<string> {
  const path = await Deno.makeTempFile();
  try {
    await Deno.writeFile(path, bytes);
    return await fileDigest(path);
  } finally {
    await Deno.remove(path);
  }
}

Deno.test("fileDigest() is SHA-256 (FIPS 180-4, example B.1)", async () => {
  assert.equal(
    await digestOf(new TextEncoder().encode("abc")),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});

Deno.test("fileDigest() reads files larger than its buffer to the end", async () => {
  const bytes = new Uint8Array(2_500_000).map((_, i) => i % 251);
  const wanted = createHash("sha256").update(bytes).digest("hex");
  assert.equal(await digestOf(bytes), wanted);
});
